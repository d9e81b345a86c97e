using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace IocExplorer.SourceSimulator.Worlds;

/// <summary>
/// A world built from published result trees. An IOC's answers are the children it has where it was expanded; when
/// several files expand the same IOC, the first file (by name) that shows children wins, and <see cref="Conflicts"/>
/// tells where another file had seen something else.
/// </summary>
public sealed partial class ReplayWorld : IWorld
{
    private static readonly FrozenDictionary<string, RelationKind> KindsByLabel =
        RelationTable.Rows.ToFrozenDictionary(row => row.Label, row => row.Kind, StringComparer.Ordinal);

    private readonly Dictionary<string, Expansion> _expansions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Expansion> _byNormalForm = new(StringComparer.Ordinal);
    private readonly List<SeedIoc> _seeds = [];
    private readonly List<string> _conflicts = [];
    private readonly HashSet<string> _unknownLabels = new(StringComparer.Ordinal);

    private ReplayWorld()
    {
    }

    /// <summary>One sentence for each IOC that two files expand to different children; one world cannot serve both.</summary>
    public IReadOnlyList<string> Conflicts => _conflicts;

    /// <summary>Relation labels in the files that are none of the eleven; their nodes are left out.</summary>
    public IReadOnlyCollection<string> UnknownLabels => _unknownLabels;

    /// <inheritdoc/>
    public bool AnswersAreOnePage => true;

    /// <summary>Reads one result file, or every <c>*.json</c> of a folder, in place.</summary>
    /// <exception cref="InvalidDataException">There is nothing to replay, or a file is no result tree.</exception>
    public static ReplayWorld Load(string path)
    {
        string[] files = File.Exists(path) ? [path] : Directory.Exists(path) ? Directory.GetFiles(path, "*.json") : [];
        if (files.Length == 0)
        {
            throw new InvalidDataException($"There is nothing to replay at {path}: it is neither a result file nor a folder with *.json files.");
        }

        Array.Sort(files, StringComparer.Ordinal);
        var world = new ReplayWorld();
        foreach (var file in files)
        {
            world.Add(Path.GetFileName(file), RecordedNode.Load(file));
        }

        foreach (var (value, expansion) in world._expansions)
        {
            _ = world._byNormalForm.TryAdd(NormalFormOf(value), expansion);
        }

        return world;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string>? Find(RelationKind relation, string value)
    {
        // As written first; a client may also have put the value in its normal form before it asks.
        if (!_expansions.TryGetValue(value, out var expansion) && !_byNormalForm.TryGetValue(NormalFormOf(value), out expansion))
        {
            return null;
        }

        return expansion.Answers.GetValueOrDefault(relation, []);
    }

    /// <inheritdoc/>
    public IEnumerable<SeedIoc> Seeds(int count) => _seeds.Take(count);

    private void Add(string file, RecordedNode root)
    {
        var types = Enum.GetValues<IocType>().Where(type => RelationTable.NameOf(type) == root.Type);
        if (types.Select(type => new SeedIoc(type, root.Id)).FirstOrDefault() is { } seed && !_seeds.Contains(seed))
        {
            _seeds.Add(seed);
        }

        var depthLimit = DepthInName().Match(file) is { Success: true } match
            ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : int.MaxValue;
        var seen = new HashSet<string>(StringComparer.Ordinal) { root.Id };
        var level = new Queue<(RecordedNode Node, int Depth, bool IsFirst)>([(root, 0, true)]);
        while (level.TryDequeue(out var place))
        {
            // Where a file stops at its depth limit it says nothing about the IOC, and neither does a repeated leaf.
            if (place.Node.Children.Count > 0 || (place.IsFirst && place.Depth < depthLimit && depthLimit != int.MaxValue))
            {
                Merge(file, place.Node);
            }

            foreach (var child in place.Node.Children)
            {
                level.Enqueue((child, place.Depth + 1, seen.Add(child.Id)));
            }
        }
    }

    private void Merge(string file, RecordedNode node)
    {
        var answers = new Dictionary<RelationKind, string[]>();
        foreach (var group in node.Children.GroupBy(child => child.Relation ?? "", StringComparer.Ordinal))
        {
            if (KindsByLabel.TryGetValue(group.Key, out var kind))
            {
                answers[kind] = [.. group.Select(child => child.Id)];
            }
            else
            {
                _ = _unknownLabels.Add(group.Key);
            }
        }

        var expansion = new Expansion(file, answers);
        if (!_expansions.TryGetValue(node.Id, out var earlier))
        {
            _expansions.Add(node.Id, expansion);
            return;
        }

        if (earlier.SaysTheSameAs(expansion))
        {
            return;
        }

        var served = earlier.Answers.Count > 0 ? earlier : expansion;
        _expansions[node.Id] = served;
        _conflicts.Add(
            $"{node.Id} has other children in {earlier.File} than in {file}; the ones of {served.File} are served, and the other tree will differ.");
    }

    private static string NormalFormOf(string value)
    {
        if (IPAddress.TryParse(value, out var address))
        {
            return address.ToString();
        }

        var lower = value.TrimEnd('.').ToLowerInvariant();
        try
        {
            return lower.Contains('@', StringComparison.Ordinal) ? lower : new IdnMapping().GetAscii(lower);
        }
        catch (ArgumentException)
        {
            return lower;
        }
    }

    [GeneratedRegex(@"_depth_([0-9]{1,4})_", RegexOptions.RightToLeft, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DepthInName();

    private sealed record Expansion(string File, Dictionary<RelationKind, string[]> Answers)
    {
        public bool SaysTheSameAs(Expansion other) =>
            Answers.Count == other.Answers.Count
            && Answers.All(pair => other.Answers.TryGetValue(pair.Key, out var values) && pair.Value.AsSpan().SequenceEqual(values));
    }
}
