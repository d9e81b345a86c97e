namespace IocExplorer.Hosting.Clustering;

/// <summary>What a node that is in no cluster does next.</summary>
internal abstract record FormationStep
{
    private FormationStep()
    {
    }

    /// <summary>Ask these whether it may join.</summary>
    public sealed record Join(IReadOnlyList<string> Addresses) : FormationStep;

    /// <summary>Another node founds the cluster at this moment: check again soon.</summary>
    public sealed record Wait : FormationStep;

    /// <summary>There is no cluster: claim to found it.</summary>
    public sealed record Found : FormationStep;
}
