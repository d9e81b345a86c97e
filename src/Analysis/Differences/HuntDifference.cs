using System.Text.Json.Serialization;

namespace IocExplorer.Analysis.Differences;

/// <summary>One thing in which a hunt differs from an earlier one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "change")]
[JsonDerivedType(typeof(SeedCame), "seed-came")]
[JsonDerivedType(typeof(SeedWent), "seed-went")]
[JsonDerivedType(typeof(TreeChanged), "tree-changed")]
[JsonDerivedType(typeof(NewlyShared), "newly-shared")]
public abstract record HuntDifference
{
    private HuntDifference()
    {
    }

    /// <summary>A seed that only the later hunt has. What its tree has is not listed.</summary>
    /// <param name="Number">Its place in the later hunt, from 1.</param>
    /// <param name="Iocs">Different IOCs of its tree, itself included.</param>
    /// <param name="Relations">Different relations of its tree.</param>
    public sealed record SeedCame(Ioc Seed, int Number, int Iocs, int Relations) : HuntDifference;

    /// <summary>A seed that only the earlier hunt has.</summary>
    /// <param name="Number">Its place in the earlier hunt, from 1.</param>
    public sealed record SeedWent(Ioc Seed, int Number) : HuntDifference;

    /// <summary>A seed of both hunts whose trees differ. All lists are in walk order.</summary>
    /// <param name="WasComplete">Whether every query of the earlier tree was answered; if not, what came may have been there.</param>
    /// <param name="IsComplete">Whether every query of the later tree was answered; if not, what went may be there still.</param>
    public sealed record TreeChanged(
        Ioc Seed,
        bool WasComplete,
        bool IsComplete,
        IReadOnlyList<Ioc> IocsCame,
        IReadOnlyList<Ioc> IocsWent,
        IReadOnlyList<ShownRelation> RelationsCame,
        IReadOnlyList<ShownRelation> RelationsWent) : HuntDifference;

    /// <summary>An IOC that several seeds of the later hunt share, and at most one of the earlier.</summary>
    public sealed record NewlyShared(Ioc Ioc, int SeedsBefore, int SeedsAfter) : HuntDifference;
}
