namespace IocExplorer.Messages;

/// <summary>Queries of one operation that were not answered for one reason.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Operation">The operation's name.</param>
/// <param name="Reason">As trees show it: <c>throttled</c>, <c>refused</c>, <c>failed</c>, <c>malformed</c>.</param>
/// <param name="Detail">The sources' own words for it; where they differ, up to three of them, and whether there are others.</param>
/// <param name="Queries">How many, over all trees.</param>
/// <param name="Trees">How many trees lack some of them.</param>
public sealed record MissingAnswers(string Source, string Operation, string Reason, string Detail, long Queries, int Trees)
{
    private const int MostDetails = 3;
    private const string Separator = "; ";
    private const string Others = "and others";

    /// <summary>Adds the words for further queries: one refusal must not stand for a time-out.</summary>
    public static string JoinDetails(string details, string more)
    {
        if (details == more || more.Length == 0)
        {
            return details;
        }

        if (details.Length == 0)
        {
            return more;
        }

        List<string> joined = [.. details.Split(Separator)];
        foreach (var detail in more.Split(Separator).Where(detail => !joined.Contains(detail) && joined[^1] != Others))
        {
            joined.Add(joined.Count < MostDetails ? detail : Others);
        }

        return string.Join(Separator, joined);
    }
}
