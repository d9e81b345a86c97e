namespace IocExplorer.Workers.Files.Stix;

/// <summary>
/// Which hashes of a pattern must all be those of one file: those that are joined by AND alone. What an OR separates may be two files, also where only one
/// side of an AND holds the OR in brackets.
/// </summary>
internal sealed class StixConjunctions
{
    private readonly List<List<(string Holder, Ioc Hash)>> _all = [];
    private readonly Stack<Level> _open = new([new()]);

    /// <summary>Hashes of one file each: at least two, and none of a kind twice.</summary>
    public IEnumerable<IReadOnlyList<Ioc>> Files => _all.SelectMany(all => all.GroupBy(h => h.Holder, h => h.Hash))
        .Select(g => (IReadOnlyList<Ioc>)[.. g.Distinct()])
        .Where(g => g.Count > 1 && g.GroupBy(h => h.HashKind).All(k => k.Count() == 1));

    public void Add(string holder, Ioc hash) => _open.Peek().Hashes.Add((holder, hash));

    public void Or()
    {
        var level = _open.Peek();
        level.HasOr = true;
        Take(level);
    }

    public void Open() => _open.Push(new());

    public void Close()
    {
        if (_open.Count == 1)
        {
            return;
        }

        var inner = _open.Pop();
        if (inner.HasOr)
        {
            Take(inner);
        }
        else
        {
            _open.Peek().Hashes.AddRange(inner.Hashes);
        }
    }

    /// <summary>An observation begins or ends: another one may be of another file.</summary>
    public void End()
    {
        while (_open.Count > 1)
        {
            Close();
        }

        Take(_open.Peek());
    }

    private void Take(Level level)
    {
        _all.Add([.. level.Hashes]);
        level.Hashes.Clear();
    }

    private sealed class Level
    {
        public List<(string, Ioc)> Hashes { get; } = [];

        public bool HasOr { get; set; }
    }
}
