using IocExplorer.Analysis.Records;
using IocExplorer.Messages;

namespace IocExplorer.Analysis.Tests.Hunts;

/// <summary>A small tree, node by node. IOCs are written as values; what looks like an address is one, all else is a domain.</summary>
internal sealed class TreeBuilder(int number, string seed)
{
    private readonly List<TreeRecordNode> _nodes = [new(IocOf(seed), -1, null, -1, NodeExpansion.Expanded)];
    private readonly List<TreeRecordAnswer> _answers = [];

    public static DateTimeOffset At { get; } = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    public static Ioc IocOf(string value) => new(value.All(c => char.IsAsciiDigit(c) || c == '.') ? IocType.IpAddress : IocType.Domain, value);

    /// <summary>An answer about a node.</summary>
    /// <param name="about">The value of a node that is there.</param>
    public TreeBuilder Answer(
        string about, RecordedOutcome outcome = RecordedOutcome.Found, string? detail = null, bool isCut = false, string source = "Src",
        string operation = "op", params DroppedValue[] dropped)
    {
        _answers.Add(new(Find(about), source, operation, outcome, outcome <= RecordedOutcome.Empty ? At : null)
        {
            Detail = detail,
            IsCut = isCut,
            Dropped = dropped,
        });
        return this;
    }

    /// <summary>A node below one that is there, named by the last answer.</summary>
    public TreeBuilder Node(string parent, string value, NodeExpansion expansion = NodeExpansion.Expanded, string? reason = null,
        string relation = "Src: related", params Tag[] tags)
    {
        _nodes.Add(new(IocOf(value), Find(parent), relation, _answers.Count - 1, expansion) { Reason = reason, Tags = tags.Length == 0 ? null : tags });
        return this;
    }

    /// <summary>A relation that the last answer gives and the tree does not show.</summary>
    public TreeBuilder TooOld(string value, DateTimeOffset lastSeen)
    {
        _answers[^1] = _answers[^1] with { TooOld = [.. _answers[^1].TooOld, new("Src: name", IocOf(value)) { Seen = new(null, lastSeen) }] };
        return this;
    }

    public TreeRecord Build() => new(number, [.. _nodes], [.. _answers]);

    private int Find(string value) => _nodes.FindIndex(node => node.Ioc.Value == value);
}
