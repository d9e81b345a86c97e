namespace IocExplorer.Workers.Definitions.Model;

/// <summary>A source as its JSON file describes it: where it is, how the key is sent, what it may be asked and how its answers are read.</summary>
public sealed record SourceDefinition
{
    /// <summary>As configuration, ledger and progress name it. Letters, digits, <c>.</c>, <c>-</c> and <c>_</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Raised when the same request would be read differently than before; answers of different versions are not shared.</summary>
    public required int Version { get; init; }

    /// <summary>The file it was read from, for messages.</summary>
    public required string File { get; init; }

    public bool IsBuiltIn { get; init; }

    /// <summary>How the API key is sent; null when the source takes none.</summary>
    public KeyRequirement? Key { get; init; }

    /// <summary>What an API key may send when the user does not say.</summary>
    public required QuotaLimits Quota { get; init; }

    /// <summary>Requests in a second when the user does not say; 0 for no such limit.</summary>
    public int PerSecond { get; init; }

    /// <summary>Quota and <see cref="MaxConcurrency"/> while no key is set, where none is needed; null when they are the same.</summary>
    public QuotaLimits? QuotaWithoutKey { get; init; }

    /// <summary>One line for people about what the source may be used for; null when there is nothing to say.</summary>
    public string? Terms { get; init; }

    public bool NonCommercial { get; init; }

    public bool FreeKey { get; init; }

    /// <summary>Whether it is asked unless the user says otherwise.</summary>
    public bool OnByDefault { get; init; } = true;

    /// <summary>Whether the owner of an IOC can notice that it is asked about.</summary>
    public bool IsActive { get; init; }

    /// <summary>A server of the user's own: queries do not leave the user's network, so every IOC may be sent to it.</summary>
    public bool IsInternal { get; init; }

    /// <summary>Whether e-mail addresses may be sent to it.</summary>
    public bool Emails { get; init; } = true;

    /// <summary>Up to which level an IOC may be for it to be asked; null when that is left to the user.</summary>
    public SharingLevel? ClearedFor { get; init; }

    /// <summary>For one request, when the source is slower than most; null when it is not.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Bytes of an answer, when they are larger than most; null when not.</summary>
    public int? AnswerBytes { get; init; }

    /// <summary>Requests under way at once for each key when the user does not say.</summary>
    public required int MaxConcurrency { get; init; }

    /// <summary>Hosts that stand in templates for "put yours here". An operation whose URL names one is off.</summary>
    public IReadOnlyList<string> PlaceholderHosts { get; init; } = [];

    /// <summary>In tree order.</summary>
    public required IReadOnlyList<OperationDefinition> Operations { get; init; }
}
