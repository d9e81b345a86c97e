namespace IocExplorer.SourceSimulator.Accounting;

/// <summary>A request that reached the foreign host: a client followed a redirect or a link away from its source.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">Path and query; an API key in it is blanked.</param>
/// <param name="HeaderNames">The names of all headers that came along.</param>
/// <param name="CarriedKey">True when an API key came along, in a header or in the query.</param>
public sealed record ForeignRequest(string Method, string Target, IReadOnlyList<string> HeaderNames, bool CarriedKey);
