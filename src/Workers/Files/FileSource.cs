using IocExplorer.Workers.Asking;
using IocExplorer.Workers.Quotas;

namespace IocExplorer.Workers.Files;

/// <summary>
/// The user's own intelligence out of files (CSV with <c>type,value,relation,type,value</c> a line, STIX bundles, MISP events, folders of them), asked like any
/// other source, without a server. It is held in memory and never changes; a changed file is another source to the ledger.
/// </summary>
public sealed class FileSource : ISource
{
    /// <summary>Definitions must not take this name.</summary>
    public const string SourceName = "file";

    // Nothing waits here; this only says how large a batch is worth taking.
    private const int Slots = 64;

    private readonly FileAnswers _answers;

    private FileSource(FileFacts facts)
    {
        var answers = new FileAnswers(facts);
        _answers = answers;
        Relations = answers.Relations;
        Remarks = facts.Accounts.End();
        BadLines = facts.Accounts.BadLines;
        Accounts = facts.Accounts.All;
        Operations = [new(SourceName, "relations", $"sha256={answers.Fingerprint}", Enum.GetValues<IocType>(), IsExternal: false)];
        Keys = [new(KeyName.Of(SourceName, null), QuotaLimits.Unlimited, Slots)];
    }

    public string Name => SourceName;

    public IReadOnlyList<Operation> Operations { get; }

    public IReadOnlyList<SourceKey> Keys { get; }

    /// <summary>How many relations it knows. One that stands twice counts once.</summary>
    public int Relations { get; }

    /// <summary>What was left out, in the order of files and lines.</summary>
    public IReadOnlyList<BadRelationLine> BadLines { get; }

    /// <summary>What a user should know though nothing is wrong: caps that were reached, what was counted and not used. One line each.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>What became of each line, object and attribute of each file.</summary>
    internal IReadOnlyCollection<FileAccount> Accounts { get; }

    /// <summary>
    /// Reads files and folders into one source; relations stand in the order of files and lines. What cannot be read is in <see cref="BadLines"/>.
    /// </summary>
    /// <param name="paths">Full paths.</param>
    /// <param name="isForeign">Whether a file that lies in one of the folders is known to be something else, such as the seeds; null: none is.</param>
    public static FileSource Load(IReadOnlyList<string> paths, Func<string, bool>? isForeign = null) => new(RelationFiles.Read(paths, isForeign));

    /// <summary>Whether a file is taken for one of relations where it lies in a folder.</summary>
    public static bool IsRead(string file) => RelationPaths.IsRead(file);

    public ValueTask<Answer?> AskAsync(KeyGate key, NumberedOperation operation, Ioc ioc, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return new(_answers.About(ioc));
    }
}
