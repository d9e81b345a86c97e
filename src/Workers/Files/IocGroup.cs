namespace IocExplorer.Workers.Files;

/// <summary>
/// IOCs whose only relation is that they are listed together. Kept as a list, and turned into relations when a query needs them: written out, an event with
/// 5,000 indicators would be 12 million relations.
/// </summary>
/// <param name="Members">Each once.</param>
internal sealed record IocGroup(string Label, IReadOnlyList<Ioc> Members)
{
    /// <summary>Whether there are more members than are related to each other.</summary>
    public bool IsCut => Members.Count - 1 > Neighbours.Most;

    public int Relations => Members.Count * Math.Min(Members.Count - 1, Neighbours.Most);

    /// <summary>To whom the member at this place is related: to everybody when they are few, else to as many before it as behind it, in a circle.</summary>
    public IEnumerable<Ioc> NeighboursOf(int place)
    {
        var first = IsCut ? place - (Neighbours.Most / 2) : 0;
        var last = IsCut ? place + (Neighbours.Most / 2) : Members.Count - 1;
        for (var other = first; other <= last; other++)
        {
            if (other != place)
            {
                yield return Members[(other + Members.Count) % Members.Count];
            }
        }
    }
}
