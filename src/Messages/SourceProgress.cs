using System.Text.Json.Serialization;

namespace IocExplorer.Messages;

/// <summary>How a source is doing in this run, for displays and summaries.</summary>
public sealed partial record SourceProgress
{
    /// <summary>What <see cref="Waiting"/> says when every key is out: refused, or given up.</summary>
    public const string SwitchedOff = "switched off";

    public required string Source { get; init; }

    /// <summary>HTTP requests sent: pages and further tries included.</summary>
    public long Requests { get; init; }

    public long Found { get; init; }

    public long Empty { get; init; }

    public long NotAnswered { get; init; }

    /// <summary>Values of answers that were left out because they were no IOC of the type expected.</summary>
    public long DroppedValues { get; init; }

    public int InFlight { get; init; }

    /// <summary>Permits left over all keys. In JSON one member for each window, see <see cref="QuotaWindow"/>.</summary>
    [JsonIgnore]
    public QuotaLimits Left { get; init; } = QuotaLimits.Unlimited;

    /// <summary>Why nothing is sent just now, and until when; null while it works.</summary>
    [JsonPropertyOrder(2)]
    public string? Waiting { get; init; }

    [JsonPropertyOrder(2)]
    public DateTimeOffset? WaitingUntil { get; init; }

    /// <summary>The files that it answers out of; null for a source that is none of files.</summary>
    [JsonPropertyOrder(2)]
    public IReadOnlyList<HeldFile>? Holds { get; init; }
}
