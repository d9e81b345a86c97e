using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IocExplorer.Messages;

namespace IocExplorer.Workers.Files;

/// <summary>
/// The user's own intelligence out of files (CSV with <c>type,value,relation,type,value</c> a line, STIX bundles, MISP events, folders of them), asked like any
/// other source, without a server. It is held in memory and never changes; a changed file is another source to the ledger.
/// </summary>
public sealed class FileSource : ISource
{
    /// <summary>Definitions must not take this name.</summary>
    public const string SourceName = "file";

    private FileSource(FileFacts facts)
    {
        var lines = Merged(facts);
        var relations = lines.GroupBy(l => l.From, l => new Relation(l.Label, l.To) { Seen = l.Seen }).ToDictionary(g => g.Key, g => (IReadOnlyList<Relation>)[.. g]);
        var tags = facts.Tagged.GroupBy(facts.Strongest).ToDictionary(g => g.Key, g => (IReadOnlyList<AnswerTag>)[.. g.SelectMany(facts.TagsOf).Select(t => t with { About = g.Key }).DistinctBy(t => t.Name)]);
        var answers = relations.Keys.Union(tags.Keys)
            .ToDictionary(ioc => ioc, ioc => AnswerAbout(relations.GetValueOrDefault(ioc) ?? [], ioc, tags, facts.Cut.Contains(ioc)));

        // Whoever asks for a file by another of its hashes asks for the same file.
        foreach (var alias in facts.Aliases.Keys.Where(a => !answers.ContainsKey(a) && answers.ContainsKey(facts.Strongest(a))).ToList())
        {
            answers[alias] = WithTagsAbout(alias, answers[facts.Strongest(alias)]);
        }

        Relations = lines.Count;
        Known = facts.Mentioned.Concat(facts.Lines.SelectMany(l => (Ioc[])[l.From, l.To])).Select(facts.Strongest).Distinct().Count();
        BadLines = facts.BadLines;
        Remarks = facts.Remarks;
        Operations = [new(SourceName, "relations", $"sha256={Fingerprint(lines, tags, facts)}", Enum.GetValues<IocType>(), LeavesTheHouse: false)];
        Lanes = [new Lane(answers.ToFrozenDictionary())];
    }

    public string Name => SourceName;

    public IReadOnlyList<Operation> Operations { get; }

    public IReadOnlyList<ILane> Lanes { get; }

    /// <summary>How many relations it knows. One that stands twice counts once.</summary>
    public int Relations { get; }

    /// <summary>How many IOCs the files name. The hashes of one file are one.</summary>
    public int Known { get; }

    /// <summary>What was left out, in the order of files and lines.</summary>
    public IReadOnlyList<BadRelationLine> BadLines { get; }

    /// <summary>What a user should know though nothing is wrong: caps that were reached, comparisons that name no IOC. One line each.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>Reads files and folders into one source; relations stand in the order of files and lines. What cannot be read is in <see cref="BadLines"/>.</summary>
    public static FileSource Load(IReadOnlyList<string> paths) => new(RelationFiles.Read(paths));

    // The same relation is one, with the times of all that say it.
    private static List<RelationLine> Merged(FileFacts facts)
    {
        var places = new Dictionary<(Ioc, string, Ioc), int>();
        var merged = new List<RelationLine>();
        foreach (var line in facts.Lines.Select(l => l with { From = facts.Strongest(l.From), To = facts.Strongest(l.To) }))
        {
            var isSelf = line.From == line.To && facts.Aliases.Count > 0;
            if (isSelf)
            {
                continue;
            }

            if (places.TryAdd((line.From, line.Label, line.To), merged.Count))
            {
                merged.Add(line);
                continue;
            }

            var place = places[(line.From, line.Label, line.To)];
            merged[place] = line with { Seen = JsonValues.Merge(merged[place].Seen, line.Seen) };
        }

        return merged;
    }

    private static Answer.Found AnswerAbout(IReadOnlyList<Relation> relations, Ioc ioc, Dictionary<Ioc, IReadOnlyList<AnswerTag>> tags, bool cut) => new(relations, cut)
    {
        Tags = [.. relations.Select(r => r.Target).Prepend(ioc).Distinct().SelectMany(about => tags.GetValueOrDefault(about) ?? [])],
    };

    private static Answer.Found WithTagsAbout(Ioc alias, Answer.Found answer)
    {
        // The tags of the file itself stand first, under its own name.
        var own = answer.Tags.Count > 0 ? answer.Tags[0].About : default;
        return own.Type != IocType.File || answer.Relations.Any(r => r.Target == own) ? answer
            : answer with { Tags = [.. answer.Tags.Select(t => t.About == own ? t with { About = alias } : t)] };
    }

    // Over what was understood, not over the bytes: another comment or line end is not another source.
    private static string Fingerprint(IReadOnlyList<RelationLine> lines, Dictionary<Ioc, IReadOnlyList<AnswerTag>> tags, FileFacts facts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines)
        {
            Append($"{line.From}\n{line.Label}\n{line.To}\n");
            if (line.Seen.IsKnown)
            {
                Append(string.Create(CultureInfo.InvariantCulture, $"seen {line.Seen.FirstSeconds} {line.Seen.LastSeconds}\n"));
            }
        }

        foreach (var tag in tags.Values.SelectMany(t => t))
        {
            Append($"tag {tag.About}\n{tag.Name}\n{tag.Class}\n");
        }

        foreach (var (alias, file) in facts.Aliases)
        {
            Append($"alias {alias}\n{file}\n");
        }

        foreach (var ioc in facts.Cut)
        {
            Append($"cut {ioc}\n");
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));

        void Append(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
    }

    private sealed class Lane(FrozenDictionary<Ioc, Answer.Found> answers) : ILane
    {
        // Nothing waits here; this only says how large a batch is worth claiming.
        public int MaxConcurrency => 64;

        public ValueTask<Answer?> AskAsync(Operation operation, Ioc ioc, CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            return new(answers.TryGetValue(ioc, out var found) ? found : Answer.Empty.Instance);
        }
    }
}
