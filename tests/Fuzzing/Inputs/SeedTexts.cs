using System.Text;

namespace IocExplorer.Fuzzing.Inputs;

/// <summary>Seed lists as analysts and vendors write them.</summary>
internal static class SeedTexts
{
    private static readonly string[] s_types =
        ["domain", "ip_address", "file", "email", "url", "Domain", "ip", "ipv4", "hostname", "sha256", "md5", "hash", "URL", "type", "", "sample", "FQDN",
            "ip-dst", "cve", "indicator"];

    private static readonly string[] s_headers =
    [
        "type,value", "Type,Value", "value", "ioc", "indicator", "type,value,tlp", "Indicator_type,Data", "sha256", "ip,hostname", "value,type",
        "date,indicator,comment", "type;value", "type\tvalue", "sep=;", "# type,value",
        "\"type\",\"value\"", "url,domain,ip,md5,sha1,sha256",
    ];

    private static readonly string[] s_thirds = ["", ",", ",tlp:amber", ",TLP:RED", ",tlp:amber+strict", ",seen in the wild", ",,,", ",\"a, b\"",
        ",2026-01-02T03:04:05Z", ",high,C2"];
    private static readonly string[] s_ends = ["\n", "\n", "\n", "\r\n", "\r"];

    public static string Line(FuzzRandom random)
    {
        var type = random.OneIn(2) ? random.Pick(s_types) : s_types[random.Below(5)];
        var value = IocTexts.Written(IocTexts.Of(type, random), random);
        value = random.OneIn(6) ? $"\"{value}\"" : value;
        var separator = random.Below(12) switch { 0 => ";", 1 => "\t", 2 => " , ", _ => "," };
        return random.Below(10) switch
        {
            0 => random.Pick(s_headers),
            1 => $"# {value}",
            2 => "",
            3 or 4 => value,
            5 => $"{value}{separator}{type}",
            _ => $"{type}{separator}{value}{(random.OneIn(2) ? random.Pick(s_thirds) : "")}",
        };
    }

    public static string File(FuzzRandom random)
    {
        var end = random.Pick(s_ends);
        var text = new StringBuilder(random.OneIn(3) ? random.Pick(s_headers) + end : "");
        for (var lines = random.Length(12, 400); lines > 0; lines--)
        {
            text.Append(Line(random)).Append(random.OneIn(40) ? random.Pick(s_ends) : end);
        }

        return text.ToString();
    }
}
