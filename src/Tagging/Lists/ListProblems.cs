namespace IocExplorer.Tagging.Lists;

/// <summary>What is wrong with one list: the first few in full, the rest as a count, so that a list of a million bad lines does not hide the others.</summary>
internal sealed class ListProblems(string file, ICollection<TagProblem> problems)
{
    private const int Shown = 5;
    private int _count;

    public void Add(string place, string reason, string remedy)
    {
        if (++_count <= Shown)
        {
            problems.Add(new(file, place, reason, remedy));
        }
    }

    /// <summary>To be called when the list has been read.</summary>
    public void End()
    {
        if (_count > Shown)
        {
            var more = $"{_count - Shown} more entries are not used";
            problems.Add(new(file, "", more, "The first of them are named above."));
        }
    }
}
