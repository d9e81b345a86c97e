using IocExplorer.Coordinator.Results;

namespace IocExplorer.Coordinator.Hunts;

/// <summary>How a tree ended.</summary>
internal abstract record TreeEnd
{
    private TreeEnd()
    {
    }

    /// <summary>It was explored to the end, and written or not.</summary>
    internal sealed record Explored(TreeResult Result) : TreeEnd;

    /// <summary>It crashed again and again.</summary>
    internal sealed record GivenUp(string Problem) : TreeEnd;

    /// <summary>The hunt was stopped first.</summary>
    internal sealed record Unfinished : TreeEnd;
}
