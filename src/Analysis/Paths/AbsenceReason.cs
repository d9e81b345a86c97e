using System.Text.Json.Serialization;

namespace IocExplorer.Analysis.Paths;

/// <summary>Why a tree does not have an IOC, with what shows it.</summary>
/// <param name="About">The way to the place of the tree below which the IOC would stand, or could.</param>
[JsonDerivedType(typeof(NeverNamed), "never-named")]
[JsonDerivedType(typeof(Dropped), "dropped")]
[JsonDerivedType(typeof(NotSeenSince), "not-seen-since")]
[JsonDerivedType(typeof(Parked), "parked")]
[JsonDerivedType(typeof(BeyondDepth), "beyond-depth")]
[JsonDerivedType(typeof(CutByLimit), "cut-by-limit")]
[JsonDerivedType(typeof(NotSent), "not-sent")]
[JsonDerivedType(typeof(NotCleared), "not-cleared")]
[JsonDerivedType(typeof(SourceOff), "source-off")]
[JsonDerivedType(typeof(NotAnswered), "not-answered")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "reason")]
public abstract record AbsenceReason(IocPath About)
{
    /// <summary>Another tree that has the IOC, and passes the place; without one, the reason is a possible one, for nobody knows where the IOC would
    /// stand.</summary>
    public IocPath? KnownFrom { get; init; }

    /// <summary>The hunt of that tree; null when it is the one that was asked about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long? KnownFromHunt { get; init; }

    /// <summary>Of a possible reason: for how many more IOCs of the tree it holds just as well.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Likewise { get; init; }

    /// <summary>The answers were there, and none named it.</summary>
    /// <param name="Answers">How many of the tree.</param>
    /// <param name="Source">That names it elsewhere, and did not here; null when it is known from nowhere.</param>
    /// <param name="At">When that source was asked for this tree.</param>
    public sealed record NeverNamed(IocPath About, int Answers, string? Source, string? Operation, DateTimeOffset? At) : AbsenceReason(About);

    /// <summary>An answer named it under a relation that it is no valid value of.</summary>
    /// <param name="Text">As the source sent it.</param>
    /// <param name="Why">A clause after "it": <c>is no domain name</c>.</param>
    public sealed record Dropped(IocPath About, string Source, string Operation, string Relation, string Text, string Why) : AbsenceReason(About);

    /// <summary>An answer named it, or what it would stand below, and the hunt shows only what was seen since a later time.</summary>
    /// <param name="Since">That time; null where the hunt is not known any more.</param>
    /// <param name="Named">What the answer named; null for a possible reason: then it is one of those that are left out, or would stand below one.</param>
    /// <param name="Relation">Under which it did; null with <paramref name="Named"/>.</param>
    /// <param name="LastSeen">When the source saw that last; null with <paramref name="Named"/>.</param>
    /// <param name="LeftOut">How many relations of the answer are left out so.</param>
    public sealed record NotSeenSince(
        IocPath About,
        string Source,
        string Operation,
        DateTimeOffset? Since,
        Ioc? Named,
        string? Relation,
        DateTimeOffset? LastSeen,
        int LeftOut) : AbsenceReason(About);

    /// <summary>What it would stand below was left alone as noise.</summary>
    /// <param name="Why">In words, with the limit that it met.</param>
    public sealed record Parked(IocPath About, string? Why) : AbsenceReason(About);

    /// <summary>It would stand below the last level.</summary>
    /// <param name="Depth">Levels below the seed that the tree has there.</param>
    public sealed record BeyondDepth(IocPath About, int Depth) : AbsenceReason(About);

    /// <summary>The source had more than the limit let through.</summary>
    public sealed record CutByLimit(IocPath About, string Source, string Operation) : AbsenceReason(About);

    /// <summary>The IOC above it must not be sent to the source: it is private, reserved or the user's own.</summary>
    /// <param name="Source">Null where no external source was asked.</param>
    public sealed record NotSent(IocPath About, string? Source, string? Operation, string? Why) : AbsenceReason(About);

    /// <summary>The source is not cleared for the seed's sharing level.</summary>
    public sealed record NotCleared(IocPath About, string Source, string Operation, string? Why) : AbsenceReason(About);

    /// <summary>The source or its operation was not part of the hunt, or no operation was that takes the type.</summary>
    /// <param name="Source">Null where none takes the type.</param>
    public sealed record SourceOff(IocPath About, string? Source, string? Operation, string? Why) : AbsenceReason(About);

    /// <summary>The source did not answer.</summary>
    public sealed record NotAnswered(IocPath About, string Source, string Operation, string? Why) : AbsenceReason(About);
}
