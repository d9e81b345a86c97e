namespace IocExplorer.Workers.Files;

/// <summary>
/// Relates members of a group to each other. Of many members each is related to a few, or an event with 5,000 would make 12 million relations.
/// </summary>
internal static class Neighbours
{
    /// <summary>To how many others each member is related.</summary>
    public const int Most = 20;

    /// <param name="skip">Pairs that are related more closely already.</param>
    /// <returns>Whether there were more members than are related to each other.</returns>
    public static bool Relate(FileFacts facts, string label, IReadOnlyList<Ioc> members, Seen seen = default, Func<Ioc, Ioc, bool>? skip = null)
    {
        // In a circle each is related to as many before it as behind it: to everybody when there are few.
        var reach = members.Count - 1 <= Most ? members.Count - 1 : Most / 2;
        var isCut = members.Count - 1 > Most;
        for (var i = 0; i < members.Count; i++)
        {
            for (var step = 1; step <= reach; step++)
            {
                var other = members[(i + step) % members.Count];
                if (!isCut && i + step >= members.Count)
                {
                    break;
                }

                if (skip?.Invoke(members[i], other) != true)
                {
                    facts.RelateBoth(members[i], label, other, seen);
                }
            }

            if (isCut)
            {
                facts.Cut.Add(members[i]);
            }
        }

        return isCut;
    }
}
