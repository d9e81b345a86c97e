using System.Globalization;
using System.Text;

namespace IocExplorer.Hosting.Configuration.Hocon;

/// <summary>
/// Writes the resolved section of Akka as plain HOCON, with every name and text in quotes, for Akka's parser: it knows neither <c>+=</c> nor
/// <c>${?path}</c> nor environment variables.
/// </summary>
internal static class PlainHocon
{
    /// <exception cref="HoconLimitException">Too deep or too long.</exception>
    public static string Of(ResolvedNode.Group akka)
    {
        var text = new StringBuilder();
        Write(text, new ResolvedNode.Group(new() { [HoconPath.Akka] = akka }, akka.Place), 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, ResolvedNode node, int depth)
    {
        HoconLimitException.ThrowIfBeyond(node.Place, depth, text.Length);
        switch (node)
        {
            case ResolvedNode.Group group:
                text.Append("{\n");
                foreach (var (name, value) in group.Fields)
                {
                    Quote(text, name);
                    text.Append(" : ");
                    Write(text, value, depth + 1);
                    text.Append(",\n");
                }

                text.Append('}');
                break;
            case ResolvedNode.List list:
                text.Append('[');
                foreach (var (index, item) in list.Items.Index())
                {
                    text.Append(index == 0 ? "" : ", ");
                    Write(text, item, depth + 1);
                }

                text.Append(']');
                break;
            case ResolvedNode.Text value:
                Quote(text, value.Value);
                break;
            default:
                text.Append("null");
                break;
        }
    }

    private static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c is '"' or '\\' ? text.Append('\\').Append(c)
                : char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")
                : text.Append(c);
        }

        text.Append('"');
    }
}
