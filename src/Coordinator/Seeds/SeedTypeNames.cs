
namespace IocExplorer.Coordinator.Seeds;

/// <summary>
/// The names of types in lists that are published: <c>ip</c>, <c>FileHash-SHA256</c>, <c>ipv4-addr</c>, <c>ip-dst|port</c>. Case, spaces and signs in them do
/// not matter.
/// </summary>
internal static class SeedTypeNames
{
    private const int LongestName = 40;

    private static readonly Dictionary<string, IocType> s_names = Table(
        (IocType.IpAddress, """
            ip ips ipv4 ipv6 ip4 ip6 ipaddress ipaddresses ipaddr ipaddrs address addr ipv4address ipv6address ipv4addr ipv6addr ipv4s ipv6s ipsrc ipdst srcip
            dstip sourceip destinationip
            destip sourceaddress destinationaddress sourceipaddress destinationipaddress srcipaddr dstipaddr c2ip c2ipaddress ccip serverip remoteip hostip
            attackerip maliciousip malip networkip
            ipport ipv4port ipdstport ipsrcport ioip clientip resolvedip ip地址 地址
            """),
        (IocType.Domain, """
            domain domains domainname domainnames host hosts hostname hostnames fqdn fqdns dns dnsname dnsdomain c2domain ccdomain c2host c2hostname maldomain
            maldomains maliciousdomain
            networkdomain networkdomainname hostnameport domainport rrname query dnsquery rootdomain subdomain domainip server c2 c2server 域名 主机
            """),
        (IocType.Url, "url urls uri uris link weburl c2url malurl maliciousurl networkurl downloadurl payloadurl fullurl httpurl 网址 链接"),
        (IocType.Email, """
            email emails emailaddress emailaddresses emailaddr mail mails mailbox mailaddress emailsrc emaildst emailsender emailfrom sender senderemail
            fromaddress senderaddress emailreplyto
            whoisregistrantemail registrantemail phishingemail 邮箱 邮件
            """),
        (IocType.File, """
            file files hash hashes filehash filehashes md5 sha1 sha256 md5hash sha1hash sha256hash hashmd5 hashsha1 hashsha256 filehashmd5 filehashsha1
            filehashsha256 filemd5 filesha1 filesha256
            malwaremd5 malwaresha1 malwaresha256 samplemd5 samplesha1 samplesha256 sample samples malwarehash samplehash stixfile filehashes filehashesmd5
            filehashessha1 filehashessha256 md5s sha1s
            sha256s hashesmd5 hashessha1 hashessha256 哈希 文件
            """));

    // Looked for anywhere in a name: FileHash-IMPHASH, x509-fingerprint-sha256, email-subject.
    private static readonly string[] s_unexplored = Words("""
        filename filepath path registry regkey mutex cve vuln yara sigma snort useragent imphash ssdeep tlsh sha512 sha384 sha224 sha3 authentihash
        pehash vhash ja3 cidr subnet netblock iprange ipv4net ipv6net asn autonomoussystem bitcoin btc wallet crypto x509 certificate serialnumber pdb
        process service command cmdline subject attachment mimetype sizeinbytes phone comment pattern pipe textstring fuzzyhash fingerprint account
        username
        """);

    // The weakest first.
    private static readonly string[] s_hashes = ["md5", "sha1", "sha256"];

    private static readonly (string Part, IocType Type)[] s_parts =
    [
        ("mail", IocType.Email), ("sha256", IocType.File), ("sha1", IocType.File), ("md5", IocType.File), ("hash", IocType.File), ("url", IocType.Url),
        ("domain", IocType.Domain), ("hostname", IocType.Domain), ("fqdn", IocType.Domain), ("ipv4", IocType.IpAddress), ("ipv6", IocType.IpAddress),
        ("ipaddr", IocType.IpAddress),
    ];

    /// <summary>Of a field that stands where a type may stand. A name that only holds the name of a type (<c>observable:domain-name</c>) is one, too.</summary>
    public static bool TryParse(string written, out WrittenType type) => TryParse(written, isWhole: false, out type);

    /// <summary>Whether it is the name of something that is not explored, or holds one: <c>CVE-2026-1234</c>.</summary>
    public static bool IsUnexplored(string written) => TryParse(written, out var type) && type.Type is null;

    /// <summary>Of the first line of a file: <c>url_status</c> is no column of URLs.</summary>
    public static bool TryParseColumn(string written, out WrittenType type) => TryParse(written, isWhole: true, out type) && type.Type is not null;

    /// <summary>The type that was probably meant by an unknown name.</summary>
    public static string Nearest(string written) => IocTypeNames.All.MinBy(known => EditDistance.Between(Shortened(written), known))!;

    /// <summary>Whether a name is rather a slip of the hand than a word of its own.</summary>
    public static bool IsSlip(string written) => EditDistance.Between(Shortened(written), Nearest(written)) <= 2;

    /// <summary>Letters and digits in lower case.</summary>
    public static string Simple(string written) => string.Concat(written.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static bool TryParse(string written, bool isWhole, out WrittenType type)
    {
        type = default;

        // A value is no name: pathfinder.example is a domain, and no file path.
        if (written.Length is 0 or > LongestName || (written.AsSpan().ContainsAny("./@\\") && !written.StartsWith("file:", StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        if (IocTypeNames.TryParse(written, out var ours))
        {
            type = new(ours) { IsOurs = true };
            return true;
        }

        var bar = written.IndexOf('|', StringComparison.Ordinal);
        if (bar > 0 && !isWhole)
        {
            // An address with its port, a file name with its hash: one of the two is an IOC, and of two the first.
            var isFirst = TryParse(written[..bar], isWhole, out type) && type.Type is not null;
            var isSecond = TryParse(written[(bar + 1)..], isWhole, out var second) && second.Type is not null;
            type = isFirst ? type with { Part = 0, IsOurs = false, Other = isSecond ? second.Type : null } : second with { Part = 1, IsOurs = false };
            return isFirst || isSecond;
        }

        var simple = Simple(written);
        if (s_names.TryGetValue(simple, out var known))
        {
            type = new(known) { HashStrength = 1 + Array.FindIndex(s_hashes, h => simple.Contains(h, StringComparison.Ordinal)) };
            return true;
        }

        if (isWhole)
        {
            return false;
        }

        if (s_unexplored.Any(u => simple.Contains(u, StringComparison.Ordinal)))
        {
            type = new((IocType?)null);
            return true;
        }

        var holds = s_parts.FirstOrDefault(p => simple.Contains(p.Part, StringComparison.Ordinal));
        type = new(holds.Type);
        return holds.Part is not null;
    }

    private static string Shortened(string written)
    {
        const int LongestCompared = 32;
        return written[..Math.Min(written.Length, LongestCompared)].ToLowerInvariant();
    }

    private static string[] Words(string words) => [.. words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct()];

    private static Dictionary<string, IocType> Table(params (IocType Type, string Names)[] rows) =>
        rows.SelectMany(r => Words(r.Names).Select(n => (Name: n, r.Type))).ToDictionary(p => p.Name, p => p.Type, StringComparer.Ordinal);
}
