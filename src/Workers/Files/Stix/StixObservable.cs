using System.Text.Json;

namespace IocExplorer.Workers.Files.Stix;

/// <summary>The IOC that a cyber-observable object is; a file with several hashes is one.</summary>
internal static class StixObservable
{
    public static NamedIocs Of(JsonElement found) => found.Text("type") switch
    {
        "domain-name" or "hostname" or "x-opencti-hostname" => One(found, IocType.Domain),
        "ipv4-addr" or "ipv6-addr" => One(found, IocType.IpAddress),
        "url" => One(found, IocType.Url),
        "email-addr" => One(found, IocType.Email),
        "file" or "artifact" => Hashes(found),
        _ => NamedIocs.None,
    };

    private static NamedIocs One(JsonElement found, IocType type) =>
        found.Text("value") is { } value ? NamedIocs.Of(IocText.Read(type, value)) : NamedIocs.None;

    // SHA-512 and fuzzy hashes are no names that anybody asks for.
    private static NamedIocs Hashes(JsonElement found)
    {
        var hashes = new List<Ioc>();
        var error = "";
        if (found.TryGetMember("hashes", out var all) && all.ValueKind == JsonValueKind.Object)
        {
            foreach (var (name, hash) in all.Members())
            {
                if (hash.AsText() is { } value && StixProperty.HashOf(name) is { } kind)
                {
                    var read = IocText.Hash(kind, value);
                    error = read.Error.Length > 0 ? read.Error : error;
                    hashes.AddRange(read.Ioc is { } ioc ? [ioc] : []);
                }
            }
        }

        return new(hashes, hashes.Count > 0 ? "" : error);
    }
}
