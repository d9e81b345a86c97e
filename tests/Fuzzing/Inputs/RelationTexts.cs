using System.Text;

namespace IocExplorer.Fuzzing.Inputs;

/// <summary>Relations of a user's own, a line each.</summary>
internal static class RelationTexts
{
    private static readonly string[] s_types = ["domain", "ip_address", "file", "email", "url", "", "ip", "Domain"];
    private static readonly string[] s_labels = ["resolves to", "drops", "", "a\tb", "\"quoted, label\"", "\u202eevil", "seen with", "caf\u00e9", "x"];

    public static string File(FuzzRandom random)
    {
        var text = new StringBuilder(random.OneIn(3) ? "type,value,relation,type,value\n" : "");
        for (var lines = random.Length(10, 400); lines > 0; lines--)
        {
            text.Append(Line(random)).Append(random.OneIn(12) ? "\r\n" : "\n");
        }

        return text.ToString();
    }

    private static string Line(FuzzRandom random)
    {
        var (from, to) = (random.Pick(s_types), random.Pick(s_types));
        var (first, second) = (IocTexts.Written(IocTexts.Of(from, random), random), IocTexts.Written(IocTexts.Of(to, random), random));
        return random.Below(8) switch
        {
            0 => $"# {first}",
            1 => $"{first},{random.Pick(s_labels)},{second}",
            2 => $"\"{from}\",\"{first}\",{random.Pick(s_labels)},\"{to}\",\"{second}\"",
            3 => $"{from};{first};{random.Pick(s_labels)};{to};{second}",
            _ => $"{from},{first},{random.Pick(s_labels)},{to},{second}",
        };
    }
}
