using System.Buffers;

namespace IocExplorer.Tagging.Matching;

/// <summary>What was found for one IOC so far: on the stack, and in a rented array only when there are unusually many.</summary>
internal ref struct Hits
{
    private Span<Hit> _hits;
    private Hit[]? _rented;

    /// <param name="room">On the stack of the caller.</param>
    public Hits(Span<Hit> room) => _hits = room;

    public int Count { get; private set; }

    /// <summary>Those found, in the order of entry tags once they are sorted.</summary>
    public readonly Span<Hit> All => _hits[..Count];

    /// <summary>Each tag is taken once; of two hits the stronger one, or the one with the better rank, is kept.</summary>
    public void Add(int tag, int rank, bool isWeak)
    {
        for (var i = 0; i < Count; i++)
        {
            if (_hits[i].Tag == tag)
            {
                ref var known = ref _hits[i];
                known = new(tag, known.Rank == 0 ? rank : rank == 0 ? known.Rank : Math.Min(known.Rank, rank), known.IsWeak && isWeak);
                return;
            }
        }

        if (Count == _hits.Length)
        {
            Grow();
        }

        _hits[Count++] = new(tag, rank, isWeak);
    }

    public void Dispose()
    {
        if (_rented is { } rented)
        {
            ArrayPool<Hit>.Shared.Return(rented);
            _rented = null;
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<Hit>.Shared.Rent(_hits.Length * 2);
        _hits.CopyTo(larger);
        Dispose();
        _rented = larger;
        _hits = larger;
    }
}
