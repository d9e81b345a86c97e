namespace IocExplorer.Workers.Trying;

/// <summary>A place of an answer where something else stands than its definition says.</summary>
/// <param name="At">The place, with numbers for items: <c>data[3].attributes</c>; <c>$</c> is the whole answer.</param>
/// <param name="Found">What stands there: <c>a text</c>, <c>null</c>, <c>no "id"</c>.</param>
/// <param name="Expected">What the definition reads there: <c>an object</c>.</param>
public sealed record OtherShape(string At, string Found, string Expected);
