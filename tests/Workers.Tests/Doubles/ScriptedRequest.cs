namespace IocExplorer.Workers.Tests.Doubles;

/// <param name="Number">From 1, over all connections.</param>
/// <param name="Path">With query.</param>
/// <param name="Headers">By name, upper and lower case alike.</param>
internal sealed record ScriptedRequest(int Number, string Path, IReadOnlyDictionary<string, string> Headers)
{
    public string? Key => Headers.GetValueOrDefault("x-apikey");
}
