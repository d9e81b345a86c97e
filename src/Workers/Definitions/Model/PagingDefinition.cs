namespace IocExplorer.Workers.Definitions.Model;

/// <summary>Where an answer says how to go on. A link is taken before a cursor.</summary>
/// <param name="NextLink">The URL of the next page.</param>
/// <param name="Cursor">A value to ask on with.</param>
/// <param name="CursorParameter">The query parameter that takes the cursor, page number, offset or last key; null when there are only links.</param>
/// <param name="Total">How many items there are in all. Used only to see that an answer is cut; never ends the paging.</param>
public sealed record PagingDefinition(AnswerPath? NextLink, AnswerPath? Cursor, string? CursorParameter, AnswerPath? Total)
{
    /// <summary>Number of the first page, where pages are asked for by number; null where not.</summary>
    public int? FirstPage { get; init; }

    /// <summary>The highest page that may be asked for.</summary>
    public AnswerPath? LastPage { get; init; }

    /// <summary>Asks on from the number of items that came so far.</summary>
    public bool ByOffset { get; init; }

    /// <summary>The value, or the list of values, in the last item to ask on behind.</summary>
    public AnswerPath? LastKey { get; init; }

    /// <summary>Between several values of <see cref="LastKey"/>.</summary>
    public string Join { get; init; } = ",";

    /// <summary>Items of a full page: a page with fewer is the last. Null when the size of a page does not show the end.</summary>
    public int? PageSize { get; init; }

    /// <summary>There is no next page unless these hold.</summary>
    public IReadOnlyList<Condition> While { get; init; } = [];
}
