using System.Globalization;
using System.Text;

namespace IocExplorer.Fuzzing.Inputs;

/// <summary>Configurations: HOCON with what people write in it, and the original's ini.</summary>
/// <param name="names">Settings that there are.</param>
internal sealed class SettingsTexts(IReadOnlyList<string> names)
{
    private static readonly string[] s_values =
    [
        "3", "true", "off", "24h", "7d", "1ms", "null", "\"text\"", "[]", "[\"a\", b]", "http://127.0.0.1:8080", "\"http://h/{domain}\"", "0.5", "-1",
        "99999999999999999999", "{}", "${general.depth}", "${?HOME}x", "${missing}", "\"\"\"a\nb\"\"\"",
        "a b c", "\"\\u00e9\\n\"", "10 000", "1_000", "5 s", "amber", "tlp:red", "normal", "Host=h;Database=d", "postgres://u:p@h/d?sslmode=require",
        "xxxxxxxx", "${sources}", "[1,2]${?x}", "{a:1}{b:2}", "\"unclosed",
    ];

    private static readonly string[] s_sections =
        ["general", "VirusTotal", "QiAnXin_TI", "QiAnXin_Whoisdb", "QiAnXin_PDNS", "DEFAULT", "virustotal", "Other", ""];

    private static readonly string[] s_keys =
        ["depth", "api_key", "limit", "ip_downloaded_files", "domain_resolutions", "file_reputation", "registrant_email", "reverse_email",
            "reverse_email_limit", "flint", "start", "end", "mode", "rtype", "API_KEY", "other"];

    private static readonly string[] s_iniValues =
        ["3", "10", "xxxxxxxx", "k3y", "https://h.example/{domain}/x", "https://h.example/%(limit)s", "%%", "%", "%(x)s", "a\n  b", "",
            "http://127.0.0.1:8080/api/{}", "20190101000000", "-1", "%(flint)s%(flint)s"];

    public string Hocon(FuzzRandom random)
    {
        var text = new StringBuilder();
        for (var lines = random.Length(12, 150); lines > 0; lines--)
        {
            text.Append(Line(random)).Append(random.OneIn(8) ? ", " : "\n");
        }

        return random.OneIn(5) ? $"{{{text}}}" : text.ToString();
    }

    public static string Ini(FuzzRandom random)
    {
        var text = new StringBuilder();
        for (var lines = random.Length(15, 150); lines > 0; lines--)
        {
            text.Append(random.Below(5) switch
            {
                0 => $"[{random.Pick(s_sections)}]",
                1 => $"{random.Pick(["#", ";", "  ", ""])} {random.Pick(s_keys)}",
                _ => $"{random.Pick(s_keys)}{random.Pick([" = ", "=", ": ", " "])}{random.Pick(s_iniValues)}",
            }).Append(random.OneIn(10) ? "\r\n" : "\n");
        }

        return $"[{random.Pick(s_sections)}]\n{text}";
    }

    private string Line(FuzzRandom random)
    {
        var name = random.Pick(names);
        var value = random.Pick(s_values);
        return random.Below(12) switch
        {
            0 => $"# {name}",
            1 => $"// {value}",
            2 => $"include \"{random.Pick(["other.conf", "self.conf", "missing.conf", "/dev/null", "../x"])}\"",
            3 => $"{name} += {value}",
            4 => $"{name.Replace(".", " { ", StringComparison.Ordinal)} = {value}{new string('}', name.Count('.'))}",
            5 => string.Create(CultureInfo.InvariantCulture, $"\"{name}\" : {value}"),
            6 => $"{name} = ${{?{random.Pick(names)}}}",
            7 => $"{random.Pick(["a", "akka.actor.provider", "akka", "a.b", "general"])} = {value}",
            _ => $"{name} = {value}",
        };
    }
}
