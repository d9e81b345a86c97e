using System.Globalization;
using System.Text;

namespace IocExplorer.Hosting.Metrics;

/// <summary>Tags of a measurement as labels: <c>source="VirusTotal",outcome="found"</c>, in the order of their names.</summary>
internal static class LabelText
{
    public static string Of(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var sorted = tags.ToArray();
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        var text = new StringBuilder();
        foreach (var (name, value) in sorted)
        {
            text.Append(text.Length > 0 ? "," : "");
            foreach (var c in name)
            {
                text.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
            }

            text.Append("=\"").Append(Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")).Append('"');
        }

        return text.ToString();
    }

    private static string Escape(string value) => value.AsSpan().IndexOfAny('\\', '"', '\n') < 0
        ? value
        : value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
