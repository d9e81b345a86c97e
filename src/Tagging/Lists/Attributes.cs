using IocExplorer.Tagging.Matching;

namespace IocExplorer.Tagging.Lists;

/// <summary>MISP's attribute types as ours.</summary>
internal static class Attributes
{
    /// <summary>Each attribute may be of several parts: <c>domain|ip</c>, <c>filename|sha256</c>. Ports and names of files are no IOCs.</summary>
    public static IocTypes TypesOf(ReadOnlySpan<char> attribute)
    {
        var types = IocTypes.None;
        foreach (var part in attribute.Split('|'))
        {
            types |= OfPart(attribute[part].Trim());
        }

        return types;
    }

    private static IocTypes OfPart(ReadOnlySpan<char> part) => part switch
    {
        "ip-src" or "ip-dst" or "ip" => IocTypes.IpAddress,
        "hostname" or "domain" => IocTypes.Domain,
        "url" or "uri" or "link" => IocTypes.Domain | IocTypes.Url,
        "md5" or "sha1" or "sha256" or "malware-sample" or "attachment" => IocTypes.File,
        _ when part.Contains("email", StringComparison.Ordinal) || part.Contains("e-mail", StringComparison.Ordinal) => IocTypes.Email,
        _ => IocTypes.None,
    };
}
