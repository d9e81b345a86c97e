using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Troubles;

/// <summary>One trouble, how often it strikes, and whom. <see cref="TroubleGrammar"/> reads and explains the text form.</summary>
public sealed record TroubleRule
{
    public required TroubleKind Kind { get; init; }

    /// <summary>The status code, or which form of the trouble; null: any of its forms, by hash.</summary>
    public string? Variant { get; init; }

    /// <summary>The share of matching requests that it strikes, 0 to 1.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>Strikes only this operation; null: all.</summary>
    public Operation? Operation { get; init; }

    /// <summary>Strikes only this operation of a source with a dialect of its own, as statistics name it: <c>Mnemonic/pdns</c>; null: all.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Strikes only this source's operations, by its name in configuration; null: all.</summary>
    public string? Source { get; init; }

    /// <summary>Strikes only requests about this IOC; null: all.</summary>
    public string? Value { get; init; }

    /// <summary>Strikes only requests with this API key; null: all.</summary>
    public string? Key { get; init; }

    /// <summary>Strikes only the first so many requests of a query, so that a later attempt succeeds; null: all.</summary>
    public int? First { get; init; }

    /// <summary>
    /// What the Retry-After header says: seconds, <c>future</c> or <c>past</c> (an HTTP date 30 s away),
    /// <c>date+N</c>, <c>date-N</c>, or any other text as it is; null: no header.
    /// </summary>
    public string? RetryAfter { get; init; }

    /// <summary>The pause between two bytes of a dripping answer.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Where a redirect, or a <c>next</c> link elsewhere, leads; null: the simulator's own foreign host.</summary>
    public string? Location { get; init; }

    /// <summary>Reads a rule, for example <c>status:500=0.05</c>.</summary>
    /// <exception cref="FormatException">The text is no rule; the message says why and what would be.</exception>
    public static TroubleRule Parse(string text) => TroubleGrammar.Parse(text);

    /// <summary>Reads one rule a line; blank lines and lines that begin with <c>#</c> are skipped.</summary>
    /// <exception cref="FormatException">A line is no rule.</exception>
    public static IReadOnlyList<TroubleRule> ParseLines(string text) => TroubleGrammar.ParseLines(text);

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => TroubleGrammar.Format(this);
}
