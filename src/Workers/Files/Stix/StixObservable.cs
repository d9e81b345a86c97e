using System.Text.Json;
using IocExplorer.Messages;

namespace IocExplorer.Workers.Files.Stix;

/// <summary>The IOC that a cyber-observable object is; a file with several hashes is one.</summary>
/// <param name="Iocs">None when it is of another kind, or no single IOC (a network); several hashes of one file.</param>
/// <param name="IsNetwork">It names many addresses, and nothing is wrong with it.</param>
/// <param name="Error">Why it should be one and is none; empty else.</param>
internal readonly record struct StixObservable(IReadOnlyList<Ioc> Iocs, bool IsNetwork = false, string Error = "")
{
    public static StixObservable Of(JsonElement found) => found.Text("type") switch
    {
        "domain-name" or "hostname" or "x-opencti-hostname" => One(found, IocType.Domain),
        "ipv4-addr" or "ipv6-addr" => One(found, IocType.IpAddress),
        "url" => One(found, IocType.Url),
        "email-addr" => One(found, IocType.Email),
        "file" or "artifact" => Hashes(found),
        _ => new([]),
    };

    private static StixObservable One(JsonElement found, IocType type)
    {
        if (found.Text("value") is not { } value)
        {
            return new([]);
        }

        var read = IocText.Read(type, value);
        return read.Ioc is { } ioc ? new([ioc]) : new([], read.IsNetwork, read.Error);
    }

    // SHA-512 and fuzzy hashes are no names that anybody asks for.
    private static StixObservable Hashes(JsonElement found)
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

        return new(hashes, Error: hashes.Count > 0 ? "" : error);
    }
}
