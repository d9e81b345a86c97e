using IocExplorer.Coordinator.Results;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Workers.Definitions.Reading;
using IocExplorer.Workers.Files;

namespace IocExplorer.Seed.Reports;

/// <summary>
/// The files of a command, each with what it is. A file that it writes replaces what stood there, so it must be none of the others: a summary in the place
/// of the ledger would be the end of every answer that was paid for. A file is the same by whatever links it is named.
/// </summary>
internal sealed class OutputFiles
{
    // As many as systems follow.
    private const int MostLinks = 40;

    private static readonly string[] _besideLedgers = ["-wal", "-shm", "-journal", ".lock", ".quotas", ".quotas-wal", ".quotas-shm", ".quotas-journal"];

    private readonly Dictionary<string, string> _taken = new(StringComparer.Ordinal);
    private readonly List<GivenFolder> _folders = [];

    /// <param name="path">Full path of a file that must stay.</param>
    /// <param name="what">For messages: <c>the seed file</c>.</param>
    public void Keep(string path, string what) => _taken.TryAdd(Real(path), what);

    /// <summary>What the configuration is made of, and names.</summary>
    public void KeepConfigured(IEnumerable<NamedFile> files)
    {
        foreach (var file in files)
        {
            KeepGiven(file.Path, file.Setting);
        }
    }

    /// <param name="path">
    /// Full path of a file, or of a folder: nothing is written into it that would be read there, nor into files elsewhere to which links in it lead.
    /// </param>
    public void KeepGiven(string path, string option)
    {
        if (Directory.Exists(path))
        {
            var folder = new GivenFolder(Real(path), option, option switch
            {
                "--relations" or "relations.files" => FileSource.IsRead,
                "general.sourcesFolder" => file => SourceDefinitions.IsRead(file) && IsDirect(file),
                _ => file => IsDirect(file) || Path.GetFileName(file) == "list.json",
            });
            _folders.Add(folder);
            foreach (var link in folder.Links())
            {
                Keep(link, $"read from {folder}");
            }
        }
        else
        {
            Keep(path, option == "--config" ? "the configuration" : $"a file given with {option}");
        }

        static bool IsDirect(string relative) => Path.GetFileName(relative) == relative;
    }

    /// <summary>Whether a file that lies in a folder of relations is known to be something else: the seeds, the configuration, a list.</summary>
    public bool IsNoRelations(string path) => _taken.TryGetValue(Real(path), out var what) && !what.EndsWith(" relations.files", StringComparison.Ordinal);

    /// <summary>Why trees cannot be written into a folder; null when they can.</summary>
    public string? ValidateFolder(string folder)
    {
        var trees = TreeFormats.Endings.Select(ending => Path.Combine(folder, $"seed_depth_1_202601010000{ending}"));
        return trees.Select(tree => WhereRead(Real(tree))).FirstOrDefault(given => given is not null) is { } found
            ? $"they would be read from {found}"
            : null;
    }

    /// <param name="path">Full path of the ledger, which has files beside it.</param>
    public void KeepLedger(string path)
    {
        Keep(path, "the ledger");

        // Of a linked ledger some stand beside the link, and some beside the file.
        foreach (var beside in new[] { path, Real(path) }.SelectMany(ledger => _besideLedgers.Select(ending => ledger + ending)))
        {
            Keep(beside, "a file of the ledger");
        }
    }

    /// <summary>Why a file cannot be written there; null when it can, and the place is then taken.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="what">What it is, for messages about later ones.</param>
    public string? TakePlace(string path, string what)
    {
        var real = Real(path);
        if (_taken.TryGetValue(real, out var other))
        {
            return $"it is {other}";
        }

        if (WhereRead(real) is { } folder)
        {
            return $"it would be read from {folder}";
        }

        Keep(path, what);
        return WholeFile.ValidateWritable(path);
    }

    private GivenFolder? WhereRead(string real) => _folders.Find(folder => folder.IsReadFrom(real));

    private static string Real(string path)
    {
        var links = MostLinks;
        return Real(Path.TrimEndingDirectorySeparator(path), ref links);
    }

    // Of the file and of each folder above it. What is not there, or goes in a circle, is itself.
    private static string Real(string path, ref int links)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        var folder = Real(parent, ref links);
        var here = Path.Combine(folder, Path.GetFileName(path));
        return Target(here) is { } target && links-- > 0 ? Real(Path.GetFullPath(target, folder), ref links) : here;
    }

    private static string? Target(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
