namespace IocExplorer.Tagging.Lists;

/// <summary>What a list means, as far as that is configured.</summary>
/// <param name="Class">Null: not given.</param>
/// <param name="Tag">The name of its tags; null: not given.</param>
/// <param name="IsOfRanks">Its names apply to names below them only if they are registered domains.</param>
/// <param name="GoodUpTo">Up to which rank its class known-good holds.</param>
internal sealed record ListMeaning(TagClass? Class = null, string? Tag = null, bool? IsOfRanks = null, int? GoodUpTo = null)
{
    /// <summary>What is not given here is taken from the other.</summary>
    public ListMeaning Or(ListMeaning other) => new(Class ?? other.Class, Tag ?? other.Tag, IsOfRanks ?? other.IsOfRanks, GoodUpTo ?? other.GoodUpTo);
}
