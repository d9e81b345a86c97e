
namespace IocExplorer.Workers.Files;

/// <summary>The names of types in files of relations: those of the program, and those that other tools write. Case and signs in them do not matter.</summary>
internal static class RelationTypes
{
    private static readonly Dictionary<string, IocType> s_others = new (IocType Type, string Names)[]
    {
        (IocType.IpAddress, "ip ipv4 ipv6 ipaddr ipaddress ipv4addr ipv6addr ipsrc ipdst address"),
        (IocType.Domain, "host hostname fqdn domainname dns"),
        (IocType.Url, "uri link"),
        (IocType.Email, "mail emailaddr emailaddress emailsrc emaildst"),
        (IocType.File, "hash filehash md5 sha1 sha256 filehashmd5 filehashsha1 filehashsha256"),
    }.SelectMany(t => t.Names.Split(' ').Select(name => (name, t.Type))).ToDictionary(t => t.name, t => t.Type, StringComparer.Ordinal);

    public static bool TryParse(string written, out IocType type) =>
        IocTypeNames.TryParse(written, out type) || s_others.TryGetValue(string.Concat(written.Where(char.IsLetterOrDigit)).ToLowerInvariant(), out type);
}
