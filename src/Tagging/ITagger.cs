namespace IocExplorer.Tagging;

/// <summary>Tags of IOCs by lists. Immutable after loading; thread-safe.</summary>
public interface ITagger
{
    /// <summary>The lists that were loaded, the built-in ones first, then in the order in which they were named.</summary>
    IReadOnlyList<TagList> Lists { get; }

    /// <summary>Adds what the lists say of an IOC, in the order of the lists, each tag once. Nothing is allocated when none of them knows it.</summary>
    /// <param name="ioc">In its normal form.</param>
    /// <param name="tags">Is added to; what stands in it already is left alone.</param>
    void AddTags(Ioc ioc, ICollection<Tag> tags);
}
