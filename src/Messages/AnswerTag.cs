namespace IocExplorer.Messages;

/// <summary>A tag that came with an answer; the source that gave the answer says it.</summary>
/// <param name="About">The IOC that was asked about, or one that the answer names.</param>
/// <param name="Name">As <see cref="Tag.Name"/>; at most 200 characters. What stands before its first <c>=</c> is its kind.</param>
/// <param name="Class">What follows from it.</param>
public readonly record struct AnswerTag(Ioc About, string Name, TagClass Class)
{
    // Unix seconds; 0 is unknown. Four bytes, as in Seen.
    private readonly uint _asOf;

    /// <summary>
    /// Since when it holds, in Unix seconds from 1970 to 2106; 0 when the source does not say. Of the tags of one kind that a source has for an IOC
    /// only those of the latest time are shown.
    /// </summary>
    public long AsOf
    {
        get => _asOf;
        init => _asOf = value is > 0 and <= uint.MaxValue ? (uint)value : 0;
    }

    /// <summary>Shown only in hunts that show what lists know: by default a tree has what the original tool wrote.</summary>
    public bool OnlyWithTags { get; init; }
}
