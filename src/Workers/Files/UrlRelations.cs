using IocExplorer.Messages;

namespace IocExplorer.Workers.Files;

/// <summary>A URL says which host it is on: without a relation between them the walk would not get from one to the other.</summary>
internal static class UrlRelations
{
    /// <param name="by">Who says it: <c>STIX</c>.</param>
    public static void Add(FileFacts facts, string by, Ioc url)
    {
        if (url.Type == IocType.Url && IocParser.TryParse(url.Value, out var host, out _) && host.Type is IocType.Domain or IocType.IpAddress)
        {
            facts.RelateBoth(url, $"{by}: host of URL", host, $"{by}: URL on host");
        }
    }
}
