namespace IocExplorer.Messages.Service.Trees;

/// <summary>The trees of a hunt by state. They add up to its seeds.</summary>
public sealed record TreeTotals(int Waiting, int Exploring, int Complete, int WithMissing, int GivenUp)
{
    /// <summary>Written, complete or not.</summary>
    public int Written => Complete + WithMissing;
}
