using IocExplorer.Coordinator.Seeds;

namespace IocExplorer.Coordinator.Tests.Seeds;

internal static class Listed
{
    public static SeedFileContent Read(string text)
    {
        using var reader = new StringReader(text);
        return SeedFile.Read(reader);
    }

    /// <summary>As <c>domain a.example, ip_address 192.0.2.1</c>; bad lines behind, by number and reason.</summary>
    public static string Of(string text)
    {
        var content = Read(text);
        return string.Join(", ", content.Seeds.Select(s => s.ToString()).Concat(content.BadLines.Select(b => $"{b.Number} {b.Reason}")));
    }
}
