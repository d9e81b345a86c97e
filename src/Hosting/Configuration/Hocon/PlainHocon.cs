using System.Globalization;
using System.Text;

namespace IocExplorer.Hosting.Configuration.Hocon;

/// <summary>
/// Writes the resolved section of Akka as plain HOCON, with every name and text in quotes, for Akka's parser: it knows neither <c>+=</c> nor
/// <c>${?path}</c> nor environment variables.
/// </summary>
internal sealed class PlainHocon
{
    private const int Deepest = 64;
    private const int MostText = 8 * 1024 * 1024;

    private readonly StringBuilder _text = new();

    private PlainHocon()
    {
    }

    /// <exception cref="HoconLimitException">Too deep or too long.</exception>
    public static string Of(ResolvedNode.Group akka)
    {
        var plain = new PlainHocon();
        plain.Write(new ResolvedNode.Group(new() { [HoconPath.Akka] = akka }, akka.Place), 0);
        return plain._text.ToString();
    }

    private void Write(ResolvedNode node, int depth)
    {
        if (depth > Deepest || _text.Length > MostText)
        {
            throw HoconLimitException.OfResolved(node.Place);
        }

        switch (node)
        {
            case ResolvedNode.Group group:
                _text.Append("{\n");
                foreach (var (name, value) in group.Fields)
                {
                    Quote(name);
                    _text.Append(" : ");
                    Write(value, depth + 1);
                    _text.Append(",\n");
                }

                _text.Append('}');
                break;
            case ResolvedNode.List list:
                _text.Append('[');
                foreach (var (index, item) in list.Items.Index())
                {
                    _text.Append(index == 0 ? "" : ", ");
                    Write(item, depth + 1);
                }

                _text.Append(']');
                break;
            case ResolvedNode.Text text:
                Quote(text.Value);
                break;
            default:
                _text.Append("null");
                break;
        }
    }

    private void Quote(string text)
    {
        _text.Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\')
            {
                _text.Append('\\').Append(c);
            }
            else if (char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029')
            {
                _text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else
            {
                _text.Append(c);
            }
        }

        _text.Append('"');
    }
}
