using System.Globalization;
using System.Runtime.CompilerServices;
using IocExplorer.Analysis.Records;
using IocExplorer.Messages;

namespace IocExplorer.Analysis.Tests.Hunts;

/// <summary>A made-up hunt of any size, whose trees are made as they are read: the same ones each time.</summary>
internal sealed class SyntheticHunt
{
    public const int Depth = 3;
    private const int ChildrenOfHub = 10;
    private const int ChildrenOfPiece = 4;

    private static readonly DateTimeOffset s_start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly SyntheticHuntOptions _options;
    private readonly int[] _pieceOfSeed;
    private readonly double[] _shareOfHub;

    public SyntheticHunt(SyntheticHuntOptions options)
    {
        _options = options;
        var random = new Random(options.Random);
        _pieceOfSeed = [.. Enumerable.Repeat(-1, options.Seeds)];
        var seeds = Enumerable.Range(0, options.Seeds).ToArray();
        random.Shuffle(seeds);
        var next = 0;
        Pieces = [.. Enumerable.Range(0, options.Pieces).Select(piece =>
        {
            var members = seeds.AsSpan(next, random.Next(3, 31)).ToArray();
            next += members.Length;
            Array.ForEach(members, seed => _pieceOfSeed[seed] = piece);
            return (PieceIoc(piece), (IReadOnlyList<int>)[.. members.Select(seed => seed + 1).Order()]);
        })];
        _shareOfHub = [.. Enumerable.Range(0, options.Hubs).Select(_ => 0.1 + (random.NextDouble() / 2))];
        Hubs = [.. Enumerable.Range(0, options.Hubs).Select(HubIoc)];
    }

    /// <summary>What is to be found: the IOC, and the numbers of its seeds.</summary>
    public IReadOnlyList<(Ioc Ioc, IReadOnlyList<int> Seeds)> Pieces { get; }

    public IReadOnlyList<Ioc> Hubs { get; }

    public async IAsyncEnumerable<TreeRecord> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var number = 1; number <= _options.Seeds; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return Tree(number);
        }

        await Task.CompletedTask;
    }

    /// <param name="number">From 1.</param>
    public TreeRecord Tree(int number)
    {
        var seed = number - 1;
        var random = new Random(HashCode(_options.Random, seed));

        // Where the hubs and the piece of this seed hang: on the seed, or on one of the first own IOCs.
        var under = new Dictionary<Ioc, List<Ioc>>();
        var near = Enumerable.Range(0, Math.Min(5, _options.OwnIocs)).Select(own => OwnIoc(seed, own)).Append(SeedIoc(seed)).ToArray();
        for (var hub = 0; hub < _options.Hubs; hub++)
        {
            if (random.NextDouble() < _shareOfHub[hub])
            {
                Hang(near[random.Next(near.Length)], Hubs[hub]);
            }
        }

        if (_pieceOfSeed[seed] >= 0)
        {
            Hang(near[random.Next(near.Length)], Pieces[_pieceOfSeed[seed]].Ioc);
        }

        for (var own = 0; own < _options.OwnIocs; own++)
        {
            Hang(own < 10 ? SeedIoc(seed) : OwnIoc(seed, own % 10), OwnIoc(seed, own));
        }

        return Walk(number, SeedIoc(seed), ioc => under.TryGetValue(ioc, out var own) ? own : (IReadOnlyList<Ioc>)ChildrenOf(ioc));

        void Hang(Ioc parent, Ioc child)
        {
            if (!under.TryGetValue(parent, out var children))
            {
                under.Add(parent, children = []);
            }

            children.Add(child);
        }
    }

    // As the product walks: level by level, an IOC expanded where it stands first, and above the depth.
    private static TreeRecord Walk(int number, Ioc seed, Func<Ioc, IReadOnlyList<Ioc>> children)
    {
        var nodes = new List<TreeRecordNode> { new(seed, -1, null, -1, NodeExpansion.Expanded) };
        var answers = new List<TreeRecordAnswer>();
        var levels = new List<int> { 0 };
        var seen = new HashSet<Ioc> { seed };
        for (var at = 0; at < nodes.Count; at++)
        {
            if (nodes[at].Expansion != NodeExpansion.Expanded)
            {
                continue;
            }

            var below = children(nodes[at].Ioc);
            answers.Add(
                new(at, "Simulated", nodes[at].Ioc.Type.Name(), below.Count > 0 ? RecordedOutcome.Found : RecordedOutcome.Empty, s_start.AddSeconds(at)));
            foreach (var ioc in below)
            {
                var isNew = seen.Add(ioc);
                levels.Add(levels[at] + 1);
                var expansion = !isNew ? NodeExpansion.Repeated : levels[^1] == Depth ? NodeExpansion.DepthLimit : NodeExpansion.Expanded;
                nodes.Add(new(ioc, at, RelationTo(ioc), answers.Count - 1, expansion) { Tags = TagsOf(ioc) });
            }
        }

        return new(number, nodes, answers);
    }

    private static Ioc[] ChildrenOf(Ioc ioc)
    {
        // Hubs and pieces are addresses, and nothing else that is made up here is: what hangs on them is read off the address.
        if (ioc.Type != IocType.IpAddress)
        {
            return [];
        }

        var (kind, index) = (ioc.Value[..8], int.Parse(ioc.Value.AsSpan(ioc.Value.LastIndexOf('.') + 1), CultureInfo.InvariantCulture));
        return kind == "198.51.1" ? [.. Enumerable.Range(0, ChildrenOfHub).Select(child => Domain($"under-hub-{index}-{child}"))]
            : [.. Enumerable.Range(0, ChildrenOfPiece).Select(child => Domain($"under-piece-{index}-{child}"))];
    }

    private static Tag[]? TagsOf(Ioc ioc) =>
        ioc.Type == IocType.IpAddress && ioc.Value.StartsWith("198.51.1", StringComparison.Ordinal) && (ioc.Value[^1] & 1) == 0
            ? [new("CDN", TagClass.Shared, "made up", "1")] : null;

    private static string RelationTo(Ioc ioc) => ioc.Type switch
    {
        IocType.IpAddress => "Sim: resolves to",
        IocType.File => "Sim: file seen",
        _ => "Sim: related domain",
    };

    private static Ioc SeedIoc(int seed) => Domain($"seed-{seed}");

    private static Ioc OwnIoc(int seed, int own) => own % 3 == 0 ? new(IocType.File, $"{seed:x16}{own:x16}") : Domain($"own-{seed}-{own}");

    private static Ioc HubIoc(int hub) => new(IocType.IpAddress, string.Create(CultureInfo.InvariantCulture, $"198.51.100.{hub}"));

    private static Ioc PieceIoc(int piece) => new(IocType.IpAddress, string.Create(CultureInfo.InvariantCulture, $"203.0.113.{piece}"));

    private static Ioc Domain(string name) => new(IocType.Domain, name + ".example");

    private static int HashCode(int left, int right) => unchecked((left * 1_000_003) ^ (right * 7919));
}
