using IocExplorer.Analysis.Exports;

namespace IocExplorer.Seed.Findings;

/// <summary>What can be asked about the hunts of a ledger file or of a service.</summary>
internal abstract record FindingQuestion
{
    private FindingQuestion(params IReadOnlyList<long> hunts) => Hunts = hunts;

    /// <summary>The hunts that it is about.</summary>
    public IReadOnlyList<long> Hunts { get; }

    /// <summary>What joins the seeds.</summary>
    /// <param name="Top">Pivots and groups that are listed; null: all.</param>
    public sealed record Report(long Hunt, AnswerFormat Format, int? Top) : FindingQuestion(Hunt);

    /// <summary>From which seeds the hunt has an IOC.</summary>
    public sealed record Why(long Hunt, Ioc Ioc, AnswerFormat Format, int Top) : FindingQuestion(Hunt);

    /// <summary>Why the tree of a seed does not have an IOC.</summary>
    public sealed record Explain(long Hunt, Ioc Seed, Ioc Ioc, AnswerFormat Format) : FindingQuestion(Hunt);

    /// <summary>What changed from one hunt to a later one.</summary>
    public sealed record Difference(long Before, long After, AnswerFormat Format) : FindingQuestion(Before, After);

    /// <summary>The hunt for other tools.</summary>
    public sealed record Export(long Hunt, HuntExport Format) : FindingQuestion(Hunt);
}
