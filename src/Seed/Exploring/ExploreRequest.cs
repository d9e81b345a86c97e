using IocExplorer.Coordinator.Trees;
using IocExplorer.Workers.Configuration;
using IocExplorer.Workers.Definitions.Catalogue;
using IocExplorer.Workers.Files;

namespace IocExplorer.Seed.Exploring;

/// <summary>Everything that a run needs to know, read and checked.</summary>
internal sealed record ExploreRequest
{
    public required IReadOnlyList<Ioc> Seeds { get; init; }

    /// <summary>Lines of the input and of the relation files that were left out.</summary>
    public required int BadLines { get; init; }

    public required int Duplicates { get; init; }

    /// <summary>Full path of the folder for the trees.</summary>
    public required string Output { get; init; }

    /// <summary>The same as the user wrote it, for messages.</summary>
    public required string OutputAsGiven { get; init; }

    /// <summary>Full path of the ledger.</summary>
    public required string Database { get; init; }

    /// <summary>The same as the user wrote it; null when it was not named on the command line.</summary>
    public string? DatabaseAsGiven { get; init; }

    /// <summary>What people call the hunt; null for nothing.</summary>
    public string? Name { get; init; }

    /// <summary>The earlier hunt to compare with, if there is one.</summary>
    public long? Since { get; init; }

    /// <summary>Files for other tools that are wanted of the hunt.</summary>
    public IReadOnlyList<ExportRequest> Exports { get; init; } = [];

    public required AllSettings Settings { get; init; }

    /// <summary>For a quota other than the minute's. Without a setting an hour: a person waits in front of it.</summary>
    public TimeSpan LongestQuotaWait => Settings.General.LongestQuotaWait ?? TimeSpan.FromHours(1);

    public required SourceCatalogue Catalogue { get; init; }

    /// <summary>The user's own relations, if there are any.</summary>
    public FileSource? Relations { get; init; }

    public required bool Refresh { get; init; }

    public required bool Plain { get; init; }

    public required HuntRules Rules { get; init; }

    /// <summary>Tags IOCs by lists.</summary>
    public required TagListCatalog Tags { get; init; }

    /// <summary>Seeds with a sharing level of their own.</summary>
    public required IReadOnlyDictionary<Ioc, SharingLevel> Sharing { get; init; }

    /// <summary>Full path; null when none is wanted.</summary>
    public string? Summary { get; init; }
}
