using System.Text.Json;
using IocExplorer.Messages;

namespace IocExplorer.Workers.Files.Stix;

/// <summary>The IOC that a cyber-observable object is; a file with several hashes is one.</summary>
internal static class StixObservable
{
    /// <returns>None when it is of another kind, or no single IOC (a network in CIDR); several hashes of one file.</returns>
    public static IReadOnlyList<Ioc> Of(JsonElement found, out string mistake)
    {
        mistake = "";
        return found.Text("type") switch
        {
            "domain-name" or "hostname" or "x-opencti-hostname" => One(found, IocType.Domain, out mistake),
            "ipv4-addr" or "ipv6-addr" => One(found, IocType.IpAddress, out mistake),
            "url" => One(found, IocType.Url, out mistake),
            "email-addr" => One(found, IocType.Email, out mistake),
            "file" or "artifact" => Hashes(found),
            _ => [],
        };
    }

    private static IReadOnlyList<Ioc> One(JsonElement found, IocType type, out string mistake)
    {
        mistake = "";
        if (found.Text("value") is not { } value)
        {
            return [];
        }

        return IocParser.TryParse(type, value, out var ioc, out mistake) ? [ioc] : [];
    }

    // SHA-512 and fuzzy hashes are no names that anybody asks for.
    private static List<Ioc> Hashes(JsonElement found)
    {
        var hashes = new List<Ioc>();
        if (found.TryFind("hashes", out var all) && all.ValueKind == JsonValueKind.Object)
        {
            foreach (var (name, hash) in all.Members())
            {
                if (hash.AsText() is { } value
                    && name.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant() is "MD5" or "SHA1" or "SHA256"
                    && IocParser.TryParse(IocType.File, value, out var ioc, out _))
                {
                    hashes.Add(ioc);
                }
            }
        }

        return hashes;
    }
}
