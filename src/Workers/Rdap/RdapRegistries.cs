using System.Net;
using System.Text.Json;

namespace IocExplorer.Workers.Rdap;

/// <summary>
/// One of IANA's bootstrap files: which registry answers for which names, or for which addresses. The longest suffix or prefix wins; of a registry's base URLs
/// the first with https counts, and one with http only where there is no other.
/// </summary>
internal sealed class RdapRegistries
{
    private readonly Dictionary<string, Uri> _names = new(StringComparer.Ordinal);
    private readonly List<(IPNetwork Network, Uri Registry)> _networks = [];

    private RdapRegistries()
    {
    }

    /// <summary>Null when the text is no bootstrap file with at least one registry. Invalid entries are skipped.</summary>
    public static RdapRegistries? Read(ReadOnlyMemory<byte> json)
    {
        var registries = new RdapRegistries();
        try
        {
            using var document = JsonDocument.Parse(json);
            foreach (var service in document.RootElement.Items("services"))
            {
                registries.Add(service);
            }
        }
        catch (JsonException)
        {
            return null;
        }

        return registries._names.Count + registries._networks.Count > 0 ? registries : null;
    }

    /// <summary>The base URL of the registry that answers for an IOC; null when there is none.</summary>
    public Uri? Find(Ioc ioc) => ioc.Type == IocType.IpAddress ? ForAddress(IPAddress.Parse(ioc.Value)) : ForDomain(ioc.Value);

    /// <summary>The base URL of the registry for a domain in its normal form, ending in a slash; null when there is none.</summary>
    public Uri? ForDomain(string domain)
    {
        for (var suffix = domain; ; suffix = suffix[(suffix.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            if (_names.TryGetValue(suffix, out var registry))
            {
                return registry;
            }

            if (!suffix.Contains('.', StringComparison.Ordinal))
            {
                return null;
            }
        }
    }

    /// <summary>The base URL of the registry for an address, ending in a slash; null when there is none.</summary>
    public Uri? ForAddress(IPAddress address) => _networks
        .Where(entry => entry.Network.Contains(address))
        .OrderByDescending(entry => entry.Network.PrefixLength)
        .FirstOrDefault().Registry;

    private void Add(JsonElement service)
    {
        if (service.ValueKind != JsonValueKind.Array || service.GetArrayLength() < 2 || BaseUrl(Texts(service[1])) is not { } registry)
        {
            return;
        }

        foreach (var key in Texts(service[0]))
        {
            if (!key.Contains('/', StringComparison.Ordinal))
            {
                _ = _names.TryAdd(key.TrimEnd('.').ToLowerInvariant(), registry);
            }
            else if (IPNetwork.TryParse(key, out var network))
            {
                _networks.Add((network, registry));
            }
        }
    }

    private static IEnumerable<string> Texts(JsonElement list) => list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Texts() : [];

    private static Uri? BaseUrl(IEnumerable<string> urls) => urls
        .Select(url => HttpUrl.TryParse(url.EndsWith('/') ? url : url + "/", out var uri) ? uri : null)
        .OfType<Uri>()
        .Where(uri => uri.UserInfo.Length == 0)
        .OrderBy(uri => uri.Scheme == Uri.UriSchemeHttps ? 0 : 1)
        .FirstOrDefault();
}
