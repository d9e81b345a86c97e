using IocExplorer.Messages.Service.Seeds;
using IocExplorer.Messages.Service.Trees;

namespace IocExplorer.Messages.Service.Hunts;

/// <summary>A hunt as the API shows it.</summary>
public sealed record HuntView
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required HuntState State { get; init; }

    /// <summary>The name of the token that submitted it; <c>loopback</c> when the service has no tokens.</summary>
    public required string SubmittedBy { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>When it was finished or cancelled; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public required int Depth { get; init; }

    public required bool Plain { get; init; }

    /// <summary>Answers older than this are not used.</summary>
    public required DateTimeOffset FactsSince { get; init; }

    /// <summary>Different seeds, a tree each.</summary>
    public required int Seeds { get; init; }

    /// <summary>Seeds that stood more than once and run once.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Lines left out; the first of each kind are in <see cref="FirstBadLines"/>.</summary>
    public required int BadLines { get; init; }

    public required IReadOnlyList<BadSeedLine> FirstBadLines { get; init; }

    public required TreeTotals Trees { get; init; }

    /// <summary>Nodes of all trees written.</summary>
    public required long Nodes { get; init; }
}
