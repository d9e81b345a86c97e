namespace IocExplorer.Workers.Files.Stix;

/// <summary>What the property that a path of a STIX pattern leads to holds.</summary>
/// <param name="Type">Of the IOC; null when it names none.</param>
/// <param name="Hash">Of a file: the kind of hash.</param>
/// <param name="Holder">Of a file: the path to the object whose hash it is. Hashes of one object are of one file.</param>
internal readonly record struct StixProperty(IocType? Type, FileHashKind? Hash = null, string Holder = "")
{
    private static readonly StixProperty s_none = new(null);

    /// <param name="path">Without quotes and without steps into lists: <c>file:hashes.SHA-256</c>, <c>email-message:to_refs.value</c>.</param>
    public static StixProperty Of(string path)
    {
        var lower = path.ToLowerInvariant();
        var colon = lower.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return s_none;
        }

        var type = lower[..colon];
        var steps = lower[(colon + 1)..].Split('.');
        var last = steps[^1];
        var before = steps.Length > 1 ? steps[^2] : "";
        return (type, before, last) switch
        {
            ("domain-name" or "hostname" or "x-opencti-hostname", "", "value") => new(IocType.Domain),
            ("ipv4-addr" or "ipv6-addr", "", "value") => new(IocType.IpAddress),
            ("url", "", "value") => new(IocType.Url),
            ("email-addr", "", "value") => new(IocType.Email),
            (_, "from_ref" or "sender_ref" or "to_refs" or "cc_refs" or "bcc_refs", "value") => new(IocType.Email),
            ("email-message", "additional_header_fields", "reply_to" or "reply-to") => new(IocType.Email),
            (not ("ipv4-addr" or "ipv6-addr"), "src_ref" or "dst_ref" or "resolves_to_refs", "value") => new(IocType.Domain),
            (_, "request_header", "host") => new(IocType.Domain),

            // MISP's own, beside what STIX has.
            (_, "", "x_misp_domain" or "x_misp_hostname" or "x_misp_host" or "x_misp_ip") => new(IocType.Domain),
            (_, "hashes", _) => OfHash(type, steps),
            _ => s_none,
        };
    }

    public IocText Read(string value) => Type switch
    {
        IocType.File => IocText.Hash(Hash, value),
        { } type => IocText.Read(type, value),
        _ => default,
    };

    /// <summary>By the name of a hash in a dictionary of hashes; null for hashes that are not read, such as fuzzy ones and those of parts of files.</summary>
    public static FileHashKind? HashOf(string name) => string.Concat(name.Split('-', '_')).ToUpperInvariant() switch
    {
        "MD5" => FileHashKind.Md5,
        "SHA1" => FileHashKind.Sha1,
        "SHA256" => FileHashKind.Sha256,
        _ => null,
    };

    // Of the file itself or of one that is referred to; hashes deeper inside are of headers and sections.
    private static StixProperty OfHash(string type, string[] steps)
    {
        const int KeyAndHashes = 2;
        var holder = steps.Length > KeyAndHashes ? steps[^(KeyAndHashes + 1)] : "";
        var isFile = holder.Length == 0
            ? type is "file" or "artifact"
            : holder.EndsWith("_ref", StringComparison.Ordinal) || holder.EndsWith("_refs", StringComparison.Ordinal);
        return isFile && HashOf(steps[^1]) is { } kind ? new(IocType.File, kind, $"{type}:{string.Join('.', steps[..^KeyAndHashes])}") : s_none;
    }
}
