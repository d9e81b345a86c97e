namespace IocExplorer.Persistence.Postgres;

/// <summary>
/// Shares a number of claims out between hunts, one by one in turns, when it is not known how much each of them has: asks each for its part, and what one
/// did not have goes to the others. Decides only; see <see cref="PostgresClaimLedger"/> for who carries it out.
/// </summary>
/// <param name="inTurn">The hunts, whose turn it is first in front.</param>
/// <param name="most">At most so many claims in all.</param>
internal sealed class FairShares(IReadOnlyList<long> inTurn, int most)
{
    private readonly int[] _taken = new int[inTurn.Count];
    private readonly bool[] _isDry = new bool[inTurn.Count];

    /// <summary>How many more to take from each hunt now; empty when all is taken or nobody has more.</summary>
    public IReadOnlyList<(long Hunt, int Share)> Next()
    {
        var targets = Targets();
        return [.. Enumerable.Range(0, inTurn.Count).Where(at => targets[at] > _taken[at]).Select(at => (inTurn[at], targets[at] - _taken[at]))];
    }

    /// <param name="isDry">It has no more than this.</param>
    public void Took(long hunt, int count, bool isDry)
    {
        var at = Enumerable.Range(0, inTurn.Count).First(at => inTurn[at] == hunt);
        _taken[at] += count;
        _isDry[at] |= isDry;
    }

    /// <summary>The hunt whose turn was last; the next claim begins behind it. Null when nothing was taken.</summary>
    public long? LastServed()
    {
        var highest = _taken.DefaultIfEmpty(0).Max();
        return highest == 0 ? null : inTurn[Array.LastIndexOf(_taken, highest)];
    }

    /// <summary>
    /// The even shares: those that are dry keep what they have, the rest is filled to one level, and what is left over goes to those in front. A target
    /// never falls from one call to the next, because the level only rises as hunts turn out dry.
    /// </summary>
    private int[] Targets()
    {
        var targets = new int[inTurn.Count];
        var rest = most;
        var open = 0;
        for (var at = 0; at < targets.Length; at++)
        {
            if (_isDry[at])
            {
                targets[at] = _taken[at];
                rest -= _taken[at];
            }
            else
            {
                open++;
            }
        }

        for (var at = 0; at < targets.Length && open > 0; at++)
        {
            if (!_isDry[at])
            {
                // Rounded up for those in front: 7 among 3 is 3, 2, 2.
                targets[at] = Math.Max(_taken[at], (rest + open - 1) / open);
                rest -= targets[at];
                open--;
            }
        }

        return targets;
    }
}
