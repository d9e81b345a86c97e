using IocExplorer.Workers.Definitions.Paths;

namespace IocExplorer.Workers.Definitions.Model;

/// <summary>One kind of relation that an answer yields.</summary>
/// <param name="Label">As trees show it.</param>
/// <param name="Yields">What the values must be; others are dropped and counted.</param>
/// <param name="Value">Where the values stand.</param>
/// <param name="Split">The character that joins several values in one string; null when a string is one value.</param>
public sealed record RelationDefinition(string Label, IocType Yields, AnswerPath Value, char? Split)
{
    /// <summary>What else a value may be when it is no <see cref="Yields"/>.</summary>
    public IReadOnlyList<IocType> OrYields { get; init; } = [];

    /// <summary>Stands in for <see cref="Yields"/> where each value has a type of its own.</summary>
    public TypeByText? Type { get; init; }

    public ValuePart Part { get; init; }

    /// <summary>Makes the value of what was found: <c>{}</c> is that, <c>{value}</c> the IOC that was asked about.</summary>
    public string? Template { get; init; }

    /// <summary>All must hold for a value to be one.</summary>
    public IReadOnlyList<Condition> Where { get; init; } = [];

    public SeenDefinition Seen { get; init; } = SeenDefinition.None;

    /// <summary>Where other hashes of the same file stand.</summary>
    public IReadOnlyList<AnswerPath> Aliases { get; init; } = [];

    /// <summary>Most values kept of an answer; null for all.</summary>
    public int? Most { get; init; }

    /// <summary>About the targets.</summary>
    public IReadOnlyList<TagDefinition> Tags { get; init; } = [];

    /// <summary>Whether values can be read in one pass, without other members of the same item; <see cref="Tags"/> apart.</summary>
    public bool IsPlain => OrYields.Count == 0 && Type is null && Part == ValuePart.Whole && Template is null && Where.Count == 0
        && Aliases.Count == 0 && Most is null && Seen.First.Count <= 1 && Seen.Last.Count <= 1
        && !Value.Steps.Any(s => s is PathStep.AnyMember);

    /// <summary>All paths that it reads besides <see cref="Value"/> and those of <see cref="Seen"/>.</summary>
    public IEnumerable<AnswerPath> OtherPaths =>
        [.. Aliases, .. Where.SelectMany(w => w.Paths), .. Type is null ? [] : new[] { Type.At }, .. Tags.SelectMany(t => t.Paths)];
}
