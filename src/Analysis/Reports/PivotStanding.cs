namespace IocExplorer.Analysis.Reports;

/// <summary>What a shared IOC is worth as a link between seeds. The order is the order of ranking: one of a later standing is never above one of an
/// earlier.</summary>
public enum PivotStanding
{
    /// <summary>Few have it: it joins the seeds that have it.</summary>
    Specific = 1,

    /// <summary>Too few seeds reach it other than through a hub, shared infrastructure or what is known to be good.</summary>
    BehindNoise,

    /// <summary>A tag says that anybody can rent it.</summary>
    Hosting,

    /// <summary>So many seeds or relations hang on it, or the hunt parked it, that it says little of any of them.</summary>
    Hub,

    /// <summary>A tag says that many share it.</summary>
    Shared,

    /// <summary>A tag says that it is harmless.</summary>
    KnownGood,
}
