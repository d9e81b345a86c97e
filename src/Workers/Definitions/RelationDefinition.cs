using IocExplorer.Messages;

namespace IocExplorer.Workers.Definitions;

/// <summary>One kind of relation that an answer yields.</summary>
/// <param name="Label">As trees show it.</param>
/// <param name="Yields">What the values must be; others are dropped and counted.</param>
/// <param name="Value">Where the values stand.</param>
/// <param name="Split">The character that joins several values in one string; null when a string is one value.</param>
public sealed record RelationDefinition(string Label, IocType Yields, AnswerPath Value, char? Split);
