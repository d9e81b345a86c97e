namespace IocExplorer.Page.Tests;

/// <summary>
/// Texts that want to become markup, end an attribute or turn the reading direction. What they would run changes the document's title or opens a dialog.
/// </summary>
internal static class HostileText
{
    public const string Image = "<img src=x onerror=alert(1)>";

    public const string Script = "it's a \"label\" </td><script>document.title='ran'</script>";

    public const string Tag = "<img src=x onerror=alert(2)>";

    public const string HuntName = "\"'><img src=x onerror=alert(3)>";

    /// <summary>Everything at once, and a link to elsewhere, for fields that the service itself never fills so.</summary>
    public const string All = "\"'><img src=http://elsewhere.example/x onerror=alert(4)><script>document.title='ran'</script>"
        + "javascript:alert(5)\u202egnp.exe\u0000";

    /// <summary><see cref="All"/> as the page shows it.</summary>
    public const string AllShown = "\"'><img src=http://elsewhere.example/x onerror=alert(4)><script>document.title='ran'</script>"
        + "javascript:alert(5)\\u{202e}gnp.exe\\u{0}";

    /// <summary>Relations of one's own, as a file for workers.</summary>
    public const string Relations = $"""
        domain,hostile.example.org,{Image},domain,pivot.example.org
        domain,hostile.example.org,"it's a ""label"" </td><script>document.title='ran'</script>",ip_address,198.51.100.9
        domain,other.example.org,calls,ip_address,198.51.100.9

        """;

    /// <summary>A list of tags, as a file for coordinators.</summary>
    public const string TagList = $"198.51.100.9,{Tag},known-bad\n";
}
