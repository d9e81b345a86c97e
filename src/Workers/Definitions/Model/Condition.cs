using IocExplorer.Workers.Definitions.Paths;

namespace IocExplorer.Workers.Definitions.Model;

/// <summary>Something that must hold of an answer, or of the part of it in which a value stands. What is set must all be met.</summary>
/// <param name="At">What is looked at. Leads it to several things, one of them has to meet it (for <see cref="NoneOf"/>, <see cref="Lacks"/>
/// and <see cref="NotEqualTo"/>: all).</param>
public sealed record Condition(AnswerPath At)
{
    /// <summary>Its text is one of these, without regard to case; <c>{value}</c> is the IOC that was asked about. Null: no matter.</summary>
    public IReadOnlyList<string>? AnyOf { get; init; }

    /// <summary>Its text is none of these. What is absent meets it.</summary>
    public IReadOnlyList<string>? NoneOf { get; init; }

    public IReadOnlyList<string>? Contains { get; init; }

    /// <summary>Its text holds none of these. What is absent meets it.</summary>
    public IReadOnlyList<string>? Lacks { get; init; }

    /// <summary>It is a number, or the text of one, above this.</summary>
    public double? Above { get; init; }

    /// <summary>It is a number, or the text of one, and not above this.</summary>
    public double? NotAbove { get; init; }

    /// <summary>Whether something other than null stands there.</summary>
    public bool? Exists { get; init; }

    /// <summary>Its text is that of this place.</summary>
    public AnswerPath? EqualTo { get; init; }

    /// <summary>Its text is not that of this place.</summary>
    public AnswerPath? NotEqualTo { get; init; }

    /// <summary>All paths that it reads.</summary>
    public IEnumerable<AnswerPath> Paths => new[] { At, EqualTo, NotEqualTo }.OfType<AnswerPath>();
}
