namespace IocExplorer.Workers.Definitions;

/// <summary>Where an answer says how to go on. A link is taken before a cursor.</summary>
/// <param name="NextLink">The URL of the next page.</param>
/// <param name="Cursor">A value to ask on with.</param>
/// <param name="CursorParameter">The query parameter that takes the cursor. Set exactly when <paramref name="Cursor"/> is.</param>
/// <param name="Total">How many items there are in all. Only ever tells that an answer is cut; it never ends the paging.</param>
public sealed record PagingDefinition(AnswerPath? NextLink, AnswerPath? Cursor, string? CursorParameter, AnswerPath? Total);
