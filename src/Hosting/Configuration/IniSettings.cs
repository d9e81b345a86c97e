using System.Text;

namespace IocExplorer.Hosting.Configuration;

/// <summary>
/// The original's <c>config.ini</c> as it is: its sections and keys stand for settings of ours. The three sections of QiAnXin are one source
/// here, with a key for the first and none for the others.
/// </summary>
internal static class IniSettings
{
    private const string VirusTotal = "sources.VirusTotal.";
    private const string QiAnXin = "sources.QiAnXin.";

    /// <summary>Section, key, and the path each stands for.</summary>
    private static readonly (string Section, string Key, string Path)[] Meanings =
    [
        ("general", "depth", "general.depth"),
        ("VirusTotal", "api_key", VirusTotal + "apiKeys.0"),
        ("VirusTotal", "limit", VirusTotal + "limit"),
        .. new[]
        {
            "ip_downloaded_files", "domain_downloaded_files", "domain_resolutions",
            "file_contacted_ips", "file_contacted_domains", "file_execution_parents",
        }.Select(o => ("VirusTotal", o, $"{VirusTotal}operations.{o}.url")),
        ("QiAnXin_TI", "api_key", QiAnXin + "apiKeys.0"),
        ("QiAnXin_TI", "file_reputation", QiAnXin + "operations.file_reputation.url"),
        ("QiAnXin_Whoisdb", "registrant_email", QiAnXin + "operations.registrant_email.url"),
        ("QiAnXin_Whoisdb", "reverse_email", QiAnXin + "operations.reverse_email.url"),
        ("QiAnXin_Whoisdb", "reverse_email_limit", QiAnXin + "operations.reverse_email.limit"),
        ("QiAnXin_PDNS", "flint", QiAnXin + "operations.flint.url"),
        ("QiAnXin_PDNS", "limit", QiAnXin + "operations.flint.limit"),
        .. new[] { "start", "end", "mode", "rtype" }.Select(p => ("QiAnXin_PDNS", p, $"{QiAnXin}operations.flint.parameters.{p}")),
    ];

    public static RawSettings Read(byte[] utf8, string name, string folder)
    {
        var (entries, problems) = IniFile.Read(Encoding.UTF8.GetString(utf8), name);
        // The original knows its own two sources; with its file there are no others, and its trees are what they were.
        List<RawSetting> settings = [new("general.defaultSources", "false", name, folder, "config.ini")];
        List<string> all = [.. problems];
        foreach (var entry in entries)
        {
            var meaning = Array.Find(Meanings, m => m.Section == entry.Section && m.Key == entry.Key);
            var place = $"{name} line {entry.Line}";
            if (meaning.Path is null)
            {
                all.Add($"{place}: {Unknown(entry)}");
            }
            else if (entry.Value.Length > 0)
            {
                settings.Add(new(meaning.Path, entry.Value, place, folder, $"[{entry.Section}] {entry.Key}"));
            }
        }

        return new(settings, all);
    }

    private static string Unknown(IniEntry entry)
    {
        var keys = Meanings.Where(m => m.Section == entry.Section).Select(m => m.Key).ToList();
        if (keys.Count == 0)
        {
            var sections = Meanings.Select(m => m.Section).Distinct().ToList();
            return $"[{entry.Section}] is no section of config.ini. {Guess(NearestName.Of(entry.Section, sections), sections)}";
        }

        return $"[{entry.Section}] {entry.Key} is no setting. {Guess(NearestName.Of(entry.Key, keys), keys)}";
    }

    private static string Guess(string? nearest, IEnumerable<string> known) =>
        nearest is null ? $"Known are {string.Join(", ", known)}." : $"Did you mean {nearest}?";
}
