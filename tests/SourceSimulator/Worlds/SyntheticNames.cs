using System.Globalization;
using System.Text;

namespace IocExplorer.SourceSimulator.Worlds;

/// <summary>
/// Turns a number into an IOC that looks public: a client that keeps private addresses and reserved names to itself
/// must still ask about every one of these.
/// </summary>
internal static class SyntheticNames
{
    private const ulong DomainTag = 101;
    private const ulong AddressTag = 102;
    private const ulong FileTag = 103;
    private const ulong EmailTag = 104;
    private const ulong MailDomainTag = 105;
    private const ulong UrlTag = 106;
    private const ulong MailDomains = 60;

    private static readonly string[] Onsets =
        ["b", "br", "c", "d", "dr", "f", "g", "gr", "h", "k", "l", "m", "n", "p", "pl", "r", "s", "st", "t", "tr", "v", "w", "z"];

    private static readonly string[] Rimes = ["a", "an", "ar", "e", "el", "en", "i", "in", "o", "on", "or", "u", "ul", "y"];

    private static readonly string[] TopLevels =
        ["com", "com", "com", "com", "net", "net", "org", "info", "biz", "ru", "cn", "com.cn", "de", "top", "xyz", "site", "io", "co"];

    // First octets whose whole /8 is ordinary unicast space: 10, 127 and 224 up are out anyway; 100, 169, 172, 192, 198
    // and 203 hold shared, link-local, private and documentation ranges; 1, 8 and 9 hold resolvers everybody knows.
    private static readonly byte[] FirstOctets =
        [.. Enumerable.Range(11, 213).Except([100, 127, 169, 172, 192, 198, 203]).Select(octet => (byte)octet)];

    public static string Of(IocType type, ulong seed, ulong index) => type switch
    {
        IocType.Email => Email(seed, index),
        IocType.File => Sha256(seed, index),
        IocType.IpAddress => Address(seed, index),
        IocType.Url => Url(seed, index),
        _ => Domain(seed, DomainTag, index),
    };

    /// <summary>An address below 192.0.0.0/8, where no ordinary address of any world is and nothing is reserved from 192.1.0.0 to 192.31.255.255.</summary>
    public static string Hub(ulong seed, ulong index)
    {
        var last = 1 + (StableHash.Of(seed, AddressTag, index) % 254);
        return string.Create(CultureInfo.InvariantCulture, $"192.{1 + (index / 200)}.{9 + (index % 200)}.{last}");
    }

    private static string Url(ulong seed, ulong index)
    {
        var hash = StableHash.Of(seed, UrlTag, index);
        var text = new StringBuilder(64).Append("http://").Append(Domain(seed, DomainTag, index)).Append('/');
        AppendSyllables(text, ref hash, 2);
        return text.Append('/').Append(hash % 10_000).Append(".exe").ToString();
    }

    private static string Address(ulong seed, ulong index)
    {
        var hash = StableHash.Of(seed, AddressTag, index);
        var first = FirstOctets[(int)((hash >> 32) % (ulong)FirstOctets.Length)];
        var last = 1 + ((hash >> 8) % 254);
        return string.Create(CultureInfo.InvariantCulture, $"{first}.{(byte)(hash >> 24)}.{(byte)(hash >> 16)}.{last}");
    }

    private static string Sha256(ulong seed, ulong index)
    {
        var hash = StableHash.Of(seed, FileTag, index);
        return string.Create(64, hash, static (text, state) =>
        {
            for (var part = 0; part < 4; part++)
            {
                state = StableHash.Mix(state);
                _ = state.TryFormat(text[(part * 16)..], out _, "x16", CultureInfo.InvariantCulture);
            }
        });
    }

    private static string Email(ulong seed, ulong index)
    {
        var hash = StableHash.Of(seed, EmailTag, index);
        var text = new StringBuilder(48);
        AppendSyllables(text, ref hash, 2);
        _ = text.Append('.');
        AppendSyllables(text, ref hash, 3);
        return text.Append(hash % 100).Append('@').Append(Domain(seed, MailDomainTag, (hash >> 8) % MailDomains)).ToString();
    }

    private static string Domain(ulong seed, ulong tag, ulong index)
    {
        var hash = StableHash.Of(seed, tag, index);
        var shape = hash & 0xF;
        var topLevel = TopLevels[(int)((hash >> 4) % (ulong)TopLevels.Length)];
        hash = StableHash.Mix(hash);

        // Four syllables are 36 bits: two IOCs of one world are next to never the same.
        var text = new StringBuilder(32);
        AppendSyllables(text, ref hash, 2);
        if (shape < 4)
        {
            _ = text.Append('-');
        }

        AppendSyllables(text, ref hash, 2);
        if (shape is > 3 and < 8)
        {
            _ = text.Append(hash % 1000);
        }

        return text.Append('.').Append(topLevel).ToString();
    }

    private static void AppendSyllables(StringBuilder text, ref ulong hash, int count)
    {
        for (var i = 0; i < count; i++)
        {
            _ = text.Append(Onsets[(int)(hash % (ulong)Onsets.Length)]);
            hash /= (ulong)Onsets.Length;
            _ = text.Append(Rimes[(int)(hash % (ulong)Rimes.Length)]);
            hash /= (ulong)Rimes.Length;
        }
    }
}
