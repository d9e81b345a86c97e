using IocExplorer.Messages.Protocols;

namespace IocExplorer.Workers.Asking;

/// <summary>
/// The permits of one key that were granted and are not taken, and those that will certainly not be used: a plain account, without clock
/// and lock. Taken are those that end first. What was granted by an earlier incarnation of the throttle may be used, but is not given back:
/// the new one numbers its reservations anew.
/// </summary>
internal sealed class PermitPool
{
    // In order of their end, nearly: pulls are answered in order, and all permits of a throttle live equally long.
    private readonly LinkedList<(Permit Permit, int Count)> _held = [];
    private readonly Dictionary<long, int> _unused = [];

    /// <summary>Held, the expired among them included until <see cref="Expire"/>.</summary>
    public int Count { get; private set; }

    /// <summary>The incarnation of the throttle, counted.</summary>
    public int Term { get; private set; }

    public void NextTerm()
    {
        Term++;
        _unused.Clear();
    }

    /// <summary>Permits that come too late are given back at once.</summary>
    public void Add(long reservation, int count, long goodUntil, long now)
    {
        if (now >= goodUntil)
        {
            GiveBack(new(reservation, goodUntil, Term), count);
            return;
        }

        _held.AddLast((new(reservation, goodUntil, Term), count));
        Count += count;
    }

    public Permit Take(long now)
    {
        Expire(now);
        if (_held.First is not { } first)
        {
            return Permit.None;
        }

        Remove(first, 1);
        return first.Value.Permit;
    }

    public void Return(Permit permit, long now)
    {
        if (now >= permit.GoodUntil)
        {
            GiveBack(permit, 1);
            return;
        }

        _held.AddFirst((permit, 1));
        Count++;
    }

    public void Expire(long now)
    {
        for (var node = _held.First; node is not null;)
        {
            var next = node.Next;
            if (now >= node.Value.Permit.GoodUntil)
            {
                var (permit, count) = node.Value;
                Remove(node, count);
                GiveBack(permit, count);
            }

            node = next;
        }
    }

    /// <summary>So many of those held are not needed: the newest go back, the throttle can do most with them.</summary>
    public void GiveBack(int count)
    {
        while (count > 0 && _held.Last is { } last)
        {
            var (permit, held) = last.Value;
            var given = Math.Min(count, held);
            Remove(last, given);
            GiveBack(permit, given);
            count -= given;
        }
    }

    /// <summary>What is to be given back, once.</summary>
    public IReadOnlyList<SourceThrottleProtocol.UnusedPermits> TakeUnused()
    {
        if (_unused.Count == 0)
        {
            return [];
        }

        var unused = _unused.Select(u => new SourceThrottleProtocol.UnusedPermits(u.Key, u.Value)).ToList();
        _unused.Clear();
        return unused;
    }

    private void GiveBack(Permit permit, int count)
    {
        if (permit.Term == Term)
        {
            _unused[permit.Reservation] = _unused.GetValueOrDefault(permit.Reservation) + count;
        }
    }

    private void Remove(LinkedListNode<(Permit Permit, int Count)> node, int count)
    {
        Count -= count;
        if (node.Value.Count == count)
        {
            _held.Remove(node);
        }
        else
        {
            node.Value = (node.Value.Permit, node.Value.Count - count);
        }
    }
}
