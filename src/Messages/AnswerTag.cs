namespace IocExplorer.Messages;

/// <summary>A tag that came with an answer; the source that gave the answer says it.</summary>
/// <param name="About">The IOC that was asked about, or one that the answer names.</param>
/// <param name="Name">As <see cref="Tag.Name"/>; at most 200 characters.</param>
/// <param name="Class">What follows from it.</param>
public readonly record struct AnswerTag(Ioc About, string Name, TagClass Class);
