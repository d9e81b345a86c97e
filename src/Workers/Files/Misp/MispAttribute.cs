using System.Text.Json;

namespace IocExplorer.Workers.Files.Misp;

/// <summary>What one attribute of a MISP event names.</summary>
internal static class MispAttribute
{
    /// <summary>Of the types that name indicators; comments, texts, rules, links and victims do not.</summary>
    /// <param name="holder">The object that it stands in, by its name: hashes of a section are not those of the file.</param>
    public static NamedIocs Of(JsonElement attribute, string holder)
    {
        if (attribute.Text("type") is not { } type || attribute.Text("value") is not { } value)
        {
            return NamedIocs.None;
        }

        value = value.Trim();
        return type.Trim().ToLowerInvariant() switch
        {
            "ip-src" or "ip-dst" or "ip" => One(IocType.IpAddress, value),
            "ip-src|port" or "ip-dst|port" => One(IocType.IpAddress, BeforeLast(value)),
            "domain" or "hostname" => One(IocType.Domain, value),
            "hostname|port" => One(IocType.Domain, BeforeLast(value)),
            "domain|ip" => Two(value),
            "md5" or "sha1" or "sha256" when holder.EndsWith("-section", StringComparison.OrdinalIgnoreCase) => NamedIocs.None,
            "md5" or "filename|md5" or "malware-sample" => Hash(FileHashKind.Md5, BehindLast(value)),
            "sha1" or "filename|sha1" => Hash(FileHashKind.Sha1, BehindLast(value)),
            "sha256" or "filename|sha256" => Hash(FileHashKind.Sha256, BehindLast(value)),
            "email" or "email-src" or "email-dst" or "email-reply-to" or "whois-registrant-email" or "dns-soa-email" => One(IocType.Email, value),
            "url" => One(IocType.Url, value),
            "uri" => IsWithHost(value) ? One(IocType.Url, value) : NamedIocs.None,
            "text" when attribute.Text("object_relation") is "rrname" or "rdata" => Name(value),
            _ => NamedIocs.None,
        };
    }

    private static NamedIocs One(IocType type, string value) => NamedIocs.Of(IocText.Read(type, value));

    private static NamedIocs Hash(FileHashKind kind, string value) => NamedIocs.Of(IocText.Hash(kind, value));

    private static NamedIocs Two(string value)
    {
        var name = One(IocType.Domain, BeforeLast(value));
        var address = One(IocType.IpAddress, BehindLast(value));
        return new([.. name.Iocs, .. address.Iocs], name.Error.Length > 0 ? name.Error : address.Error, name.IsNetwork || address.IsNetwork);
    }

    // Passive DNS objects hold names and addresses as texts, and much that is neither.
    private static NamedIocs Name(string value) =>
        IocParser.TryParse(value, out var ioc, out _) && ioc.Type is IocType.Domain or IocType.IpAddress ? new([ioc]) : NamedIocs.None;

    // Many are paths on a server that another attribute names.
    private static bool IsWithHost(string uri) =>
        uri.Contains("://", StringComparison.Ordinal)
        || (uri.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && uri.AsSpan(0, slash).Contains('.') && IocParser.TryParseHost(uri, out _, out _));

    // IPv6 keeps its colons, names of files may hold a bar.
    private static string BeforeLast(string value) => value.LastIndexOf('|') is >= 0 and var bar ? value[..bar] : value;

    private static string BehindLast(string value) => value[(value.LastIndexOf('|') + 1)..];
}
