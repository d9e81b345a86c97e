using System.Globalization;

namespace IocExplorer.Fuzzing.Inputs;

/// <summary>
/// Indicators as people and sources write them: sound, defanged, with a port, a path or a network behind them, and things that only look like one.
/// </summary>
internal static class IocTexts
{
    private const string Hex = "0123456789abcdef";

    private static readonly string[] s_labels =
        ["a", "www", "mail", "shop", "cdn-7", "xn--bcher-kva", "xn--", "b\u00fccher", "\u4f8b\u3048", "_dmarc", "a_b", "-a", "a-", "0", "127", "ns1", "example",
            "EXAMPLE", "update", "\u0440\u0430\u0443"];

    private static readonly string[] s_sound = ["shop", "www", "a", "mail.b", "cdn-7.x", "xn--bcher-kva", "update"];
    private static readonly string[] s_soundEnds = ["example.com", "example.net", "example.org", "example", "test"];

    private static readonly string[] s_ends =
        ["example", "example.com", "example.net", "example.org", "test", "invalid", "co.uk.example", "in-addr.arpa", "xn--p1ai", "\u0440\u0444", "dll", "exe",
            "local", "onion", "123", "com."];

    private static readonly string[] s_schemes = ["http", "https", "hxxp", "hXXps", "ftp", "h**p", "tcp", "HTTP", "meow", "file", "javascript"];
    private static readonly string[] s_paths = ["", "/", "/a", "/a/b.php?x=1&y=2", "?q", "#f", "/%41%zz", "/\u00e4", "/a b", "//", "/../..", ":80/", "/{x}",
        "/a;b,c", "/\"quoted\""];
    private static readonly string[] s_dots = ["[.]", "(.)", "{.}", "[dot]", " [.] ", "(dot)", "\\.", "[.", ".]", "\u3002", "\uff0e"];
    private static readonly string[] s_hashes = ["md5", "sha1", "sha256", "sha512", "ssdeep"];

    public static string Any(FuzzRandom random) => random.Below(8) switch
    {
        0 or 1 => Domain(random),
        2 => Ipv4(random),
        3 => Ipv6(random),
        4 => Hash(random),
        5 => Email(random),
        6 => Url(random),
        _ => Odd(random),
    };

    /// <param name="type">As seed files name it; anything for another name.</param>
    public static string Of(string type, FuzzRandom random) => type switch
    {
        "domain" => Domain(random),
        "ip_address" => random.OneIn(4) ? Ipv6(random) : Ipv4(random),
        "file" => Hash(random),
        "email" => Email(random),
        "url" => Url(random),
        _ => Any(random),
    };

    /// <summary>Sometimes so that nobody clicks on it.</summary>
    public static string Written(string ioc, FuzzRandom random) => random.Below(6) switch
    {
        0 => ioc.Replace(".", random.Pick(s_dots), StringComparison.Ordinal),
        1 => ioc.Replace("://", random.OneIn(2) ? "[:]//" : "[://]", StringComparison.Ordinal)
            .Replace("@", random.OneIn(2) ? "[at]" : "(@)", StringComparison.Ordinal),
        2 => string.Create(CultureInfo.InvariantCulture,
            $"{random.Pick(["\"", "<", "'", " ", "\u201c", "("])}{ioc}{random.Pick(["\"", ">", "'", " ", "\u201d", ")"])}"),
        _ => ioc,
    };

    public static string Domain(FuzzRandom random)
    {
        if (!random.OneIn(3))
        {
            return $"{random.Pick(s_sound)}{(random.OneIn(2) ? "" : random.Below(100).ToString(CultureInfo.InvariantCulture))}.{random.Pick(s_soundEnds)}";
        }

        var name = random.Pick(s_ends);
        for (var more = random.Below(4); more > 0; more--)
        {
            name = $"{(random.OneIn(3) ? random.Pick(s_labels) : Hex[random.Below(16)] + s_labels[random.Below(5)])}.{name}";
        }

        return random.OneIn(30) ? $"*.{name}" : name;
    }

    public static string Ipv4(FuzzRandom random) => random.Below(10) switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"{random.Below(300)}.{random.Below(300)}.{random.Below(300)}.{random.Below(300)}"),
        1 => string.Create(CultureInfo.InvariantCulture, $"192.0.2.{random.Below(256)}/{random.Below(36)}"),
        2 => string.Create(CultureInfo.InvariantCulture, $"198.51.100.{random.Below(256)}:{random.Below(70_000)}"),
        3 => string.Create(CultureInfo.InvariantCulture, $"0{random.Below(256)}.0x{random.Below(256)}.2.1"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{random.Pick(["192.0.2", "198.51.100", "203.0.113", "10.0.0", "127.0.0"])}.{random.Below(256)}"),
    };

    public static string Ipv6(FuzzRandom random) => random.Below(6) switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"::ffff:192.0.2.{random.Below(256)}"),
        1 => string.Create(CultureInfo.InvariantCulture, $"[2001:db8::{random.Below(65_536):x}]:{random.Below(70_000)}"),
        2 => string.Create(CultureInfo.InvariantCulture, $"2001:db8::{random.Below(65_536):x}/{random.Below(140)}"),
        3 => string.Create(CultureInfo.InvariantCulture, $"fe80::{random.Below(65_536):X}%eth0"),
        4 => string.Create(CultureInfo.InvariantCulture, $"2001:0db8:0:0:{random.Below(65_536):x}:0:0:{random.Below(65_536):x4}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"2001:db8:{random.Below(65_536):x}::{random.Below(65_536):x}"),
    };

    public static string Hash(FuzzRandom random)
    {
        var length = random.OneIn(6) ? random.Pick([128, 31, 56, 96, 16]) : random.Pick([32, 40, 64]);
        var hash = string.Create(length, random, static (text, chance) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = Hex[chance.Below(16)];
            }
        });
        return random.Below(10) switch
        {
            0 => hash.ToUpperInvariant(),
            1 => $"{random.Pick(s_hashes)}:{hash}",
            _ => hash,
        };
    }

    public static string Email(FuzzRandom random) =>
        $"{random.Pick(["a", "first.last", "a+b", "\"q s\"", "x_y", "\u00e4", "", "a@b", "'o"])}@{Domain(random)}";

    public static string Url(FuzzRandom random) =>
        $"{random.Pick(s_schemes)}://{(random.OneIn(12) ? "user:pass@" : "")}{Host(random)}{(random.OneIn(4) ? ":8080" : "")}{random.Pick(s_paths)}";

    private static string Host(FuzzRandom random) => random.Below(6) switch
    {
        0 => Ipv4(random),
        1 => $"[{Ipv6(random)}]",
        _ => Domain(random),
    };

    private static string Odd(FuzzRandom random) => random.Below(8) switch
    {
        0 => "loader.dll",
        1 => "C:\\Windows\\System32\\a.exe",
        2 => "CVE-2099-12345",
        3 => $"{Domain(random)}{random.Pick(s_paths)}",
        4 => $"{Domain(random)}:{random.Below(70_000).ToString(CultureInfo.InvariantCulture)}",
        5 => "",
        6 => $"{Domain(random)} {Ipv4(random)}",
        _ => "=cmd|' /C calc'!A0",
    };
}
