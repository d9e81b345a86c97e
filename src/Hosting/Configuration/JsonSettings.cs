using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace IocExplorer.Hosting.Configuration;

/// <summary>Settings from <c>iocexplorer.conf</c>: HOCON in its JSON subset, read by .NET's own JSON configuration (comments and trailing commas allowed).</summary>
internal static class JsonSettings
{
    public static RawSettings Read(byte[] utf8, string name, string folder)
    {
        IConfigurationRoot configuration;
        try
        {
            using var stream = new MemoryStream(utf8);
            configuration = new ConfigurationBuilder().AddJsonStream(stream).Build();
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return RawSettings.Unreadable(Explain(e, name));
        }

        var lines = JsonPlaces.Read(utf8);
        return new(
            [
                .. configuration.AsEnumerable()
                    .Where(s => !string.IsNullOrEmpty(s.Value))
                    .Select(s => (Path: s.Key.Replace(':', '.'), Value: s.Value!))
                    .Select(s => new RawSetting(s.Path, s.Value, lines.TryGetValue(s.Path, out var line) ? $"{name} line {line}" : name, folder))
                    .OrderBy(s => lines.GetValueOrDefault(s.Path))
                    .ThenBy(s => s.Path, StringComparer.Ordinal),
            ],
            []);
    }

    // The words of the exceptions may quote the file, and the file may hold keys: only the line is taken from them.
    private static string Explain(Exception e, string name) => (e as JsonException ?? e.InnerException as JsonException)?.LineNumber is { } line
        ? $"{name} line {line + 1}: this is not JSON. Check the comma, quote or brace there or on the line before; comments begin with //."
        : e.Message.Contains("duplicate", StringComparison.OrdinalIgnoreCase)
            ? $"{name}: a setting stands in it twice (upper and lower case count as the same). Remove one: {Between(e.Message)}"
            : $"{name}: the file must hold one JSON object, {{ ... }}.";

    private static string Between(string message) =>
        message.Split('\'') is [_, var key, ..] ? key.Replace(':', '.') : "look for equal names.";
}
