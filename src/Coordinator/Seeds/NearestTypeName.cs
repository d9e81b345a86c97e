using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Seeds;

/// <summary>The type that somebody probably meant who wrote a name that is none.</summary>
internal static class NearestTypeName
{
    public static string Of(string written)
    {
        const int LongestCompared = 32;
        var name = written[..Math.Min(written.Length, LongestCompared)].ToLowerInvariant();
        return name switch
        {
            "ip" or "ipv4" or "ipv6" or "address" or "addr" or "ip-src" or "ip-dst" => IocType.IpAddress.Name(),
            "hash" or "filehash" or "md5" or "sha1" or "sha-1" or "sha256" or "sha-256" or "sample" => IocType.File.Name(),
            "host" or "hostname" or "fqdn" or "dns" => IocType.Domain.Name(),
            "uri" or "link" => IocType.Url.Name(),
            "mail" or "mailbox" => IocType.Email.Name(),
            _ => IocTypeNames.All.MinBy(known => EditDistance.Between(name, known))!,
        };
    }
}
