namespace IocExplorer.Tagging.Matching;

/// <summary>Sets of entry tags, each held once: a set is another one and a tag more. The empty one is 0.</summary>
internal sealed class TagSets
{
    private readonly List<(int Smaller, ushort Tag)> _sets = [default];
    private readonly Dictionary<(int, ushort), int> _known = [];

    public int With(int set, ushort tag)
    {
        for (var at = set; at != 0; at = _sets[at].Smaller)
        {
            if (_sets[at].Tag == tag)
            {
                return set;
            }
        }

        if (!_known.TryGetValue((set, tag), out var larger))
        {
            larger = _sets.Count;
            _sets.Add((set, tag));
            _known.Add((set, tag), larger);
        }

        return larger;
    }

    public (int Smaller, ushort Tag) this[int set] => _sets[set];
}
