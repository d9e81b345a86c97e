using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Answers;

/// <summary>What one healthy answer says, before it is written in its source's format.</summary>
internal sealed class AnswerPage
{
    public required Operation Operation { get; init; }

    /// <summary>The IOC that was asked about.</summary>
    public required string Value { get; init; }

    /// <summary>The values of this page.</summary>
    public required AnswerValue[] Values { get; set; }

    /// <summary>The contacted domains of a file's reputation.</summary>
    public AnswerValue[] Domains { get; set; } = [];

    /// <summary>False when the source does not know the IOC.</summary>
    public required bool IsKnown { get; set; }

    /// <summary>Values on all pages together.</summary>
    public int Total { get; init; }

    public int Limit { get; init; }

    /// <summary>The cursor that was sent, decoded.</summary>
    public string? Cursor { get; init; }

    /// <summary>Where the next page begins; null on the last page.</summary>
    public string? NextCursor { get; set; }

    /// <summary>Another server that the <c>next</c> link points at; null: this one.</summary>
    public string? NextBase { get; set; }

    /// <summary>Passive DNS: how many values a record holds.</summary>
    public int ValuesPerRecord { get; init; } = 1;
}
