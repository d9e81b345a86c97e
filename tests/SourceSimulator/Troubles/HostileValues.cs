namespace IocExplorer.SourceSimulator.Troubles;

/// <summary>Values that hurt a careless program, as JSON: where they would do harm depends on who writes them out.</summary>
internal static class HostileValues
{
    private static readonly (string Form, string[] Literals)[] Table =
    [
        ("path", [@"""../../../../etc/passwd""", @"""..\\..\\windows\\win.ini""", @"""/etc/cron.d/evil""", @"""C:\\evil.txt""", @"""evil.com/../../x"""]),
        ("formula", [@"""=HYPERLINK(\""http://evil.net/\"",\""click\"")""", @"""+cmd|' /C calc'!A0""", @"""@SUM(1+1)*cmd|' /C calc'!A0""",
            @"""-2+3+cmd|' /C calc'!A0"""]),
        ("html", [@"""<script>alert(1)</script>""", @"""<img src=x onerror=alert(1)>.com""", @"""</td><h1>owned</h1>"""]),
        ("escape", [@"""\u001b[2J\u001b[31mred.com""", @"""\u001b]0;owned\u0007""", @"""\u009b31mred.com""", @"""[bold red]markup[/].com"""]),
        ("nul", [@"""nul\u0000.com""", @"""\u0000""", @"""evil.com\u0000.png"""]),
        ("line-break", [@"""two\nlines.com""", @"""two\r\nlines.com""", @"""two\u2028lines.com""", @"""two\u0085lines.com""", @"""tab\tbed.com"""]),
        ("rtl", [@"""moc\u202elive.com""", @"""\u200fevil.com""", @"""\u2066evil\u2069.com"""]),
        ("long", ["\"" + new string('a', 100_000) + ".com\"", "\"" + string.Concat(Enumerable.Repeat("abcdefgh.", 5_000)) + "com\""]),
        ("surrogate", [@"""\ud800""", @"""\udc00evil.com""", @"""evil\ud83d.com"""]),
        ("type", ["5", "true", "null", "{\"value\":\"evil.com\"}", "[\"evil.com\"]", "1e400", "\"\"", "\"   \""]),
    ];

    public static IEnumerable<string> Forms => Table.Select(row => row.Form);

    /// <summary>The JSON texts of one form.</summary>
    public static IReadOnlyList<string> Of(string form) => Table.First(row => row.Form == form).Literals;
}
