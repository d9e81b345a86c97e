using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using IocExplorer.Messages;

namespace IocExplorer.Workers.Files;

/// <summary>
/// The user's own relations out of CSV files, <c>type,value,relation,type,value</c> a line: private intelligence that is asked like any
/// other source, without a server. It is held in memory and never changes; a changed file is another source to the ledger.
/// </summary>
public sealed class FileSource : ISource
{
    /// <summary>Definitions must not take this name.</summary>
    public const string SourceName = "file";

    private FileSource(IReadOnlyList<RelationLine> lines, IReadOnlyList<BadRelationLine> badLines)
    {
        var relations = lines.Distinct()
            .GroupBy(l => l.From, l => new Relation(l.Label, l.To))
            .ToFrozenDictionary(g => g.Key, g => (IReadOnlyList<Relation>)[.. g]);
        Relations = relations.Values.Sum(r => r.Count);
        BadLines = badLines;
        Operations = [new(SourceName, "relations", $"sha256={Fingerprint(lines)}", Enum.GetValues<IocType>(), LeavesTheHouse: false)];
        Lanes = [new Lane(relations)];
    }

    public string Name => SourceName;

    public IReadOnlyList<Operation> Operations { get; }

    public IReadOnlyList<ILane> Lanes { get; }

    /// <summary>How many relations it knows. A line that stands twice counts once.</summary>
    public int Relations { get; }

    /// <summary>What was left out, in the order of files and lines.</summary>
    public IReadOnlyList<BadRelationLine> BadLines { get; }

    /// <summary>Reads files into one source; relations stand in the order of files and lines. What cannot be read is in <see cref="BadLines"/>.</summary>
    public static FileSource Load(IReadOnlyList<string> paths)
    {
        var lines = new List<RelationLine>();
        var badLines = new List<BadRelationLine>();
        foreach (var path in paths)
        {
            try
            {
                using var text = new StreamReader(path, Encoding.UTF8);
                RelationLineReader.Read(path, text, lines, badLines);
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
            {
                badLines.Add(new(path, 0, $"cannot be read: {trouble.Message}"));
            }
        }

        return new(lines, badLines);
    }

    // Over what was understood, not over the bytes: another comment or line end is not another source.
    private static string Fingerprint(IReadOnlyList<RelationLine> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{line.From}\n{line.Label}\n{line.To}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }

    private sealed class Lane(FrozenDictionary<Ioc, IReadOnlyList<Relation>> relations) : ILane
    {
        // Nothing waits here; this only says how large a batch is worth claiming.
        public int MaxConcurrency => 64;

        public ValueTask<Answer?> AskAsync(Operation operation, Ioc ioc, CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            return new(relations.TryGetValue(ioc, out var found) ? new Answer.Found(found, Cut: false) : Answer.Empty.Instance);
        }
    }
}
