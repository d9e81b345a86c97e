using System.Globalization;

namespace IocExplorer.Analysis.Exports;

/// <summary>Times as exports write them, in UTC.</summary>
internal static class ExportTime
{
    /// <summary><c>2026-01-31T23:59:59Z</c>; empty when it is unknown.</summary>
    public static string Text(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    /// <summary>With milliseconds, as STIX requires.</summary>
    public static string Milliseconds(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
