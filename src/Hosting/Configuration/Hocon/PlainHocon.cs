using System.Text;

namespace IocExplorer.Hosting.Configuration.Hocon;

/// <summary>
/// Writes a resolved configuration as plain HOCON, with every name and text in quotes, for Akka's parser: it knows neither <c>+=</c> nor
/// <c>${?path}</c> nor environment variables. Keeps where each setting was written, which that parser does not.
/// </summary>
internal sealed class PlainHocon
{
    private const int Deepest = 64;
    private const int MostText = 8 * 1024 * 1024;

    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, HoconPosition> _places = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="HoconLimitException">Too deep or too long.</exception>
    public PlainHocon(ResolvedNode.Group root)
    {
        Write(root, "", isOurs: true, 0);
        Text = _text.ToString();
    }

    public string Text { get; }

    /// <summary>By dotted path: of every value outside the section that is Akka's, also of those that are null.</summary>
    public IReadOnlyDictionary<string, HoconPosition> Places => _places;

    private void Write(ResolvedNode node, string path, bool isOurs, int depth)
    {
        if (depth > Deepest || _text.Length > MostText)
        {
            throw new HoconLimitException(
                $"{node.Place}: what stands here becomes too deep or too long when its substitutions are filled in. Write the value itself.");
        }

        if (isOurs && depth > 0)
        {
            _places[path] = node.Place;
        }

        switch (node)
        {
            case ResolvedNode.Group group:
                WriteGroup(group, path, isOurs, depth);
                break;
            case ResolvedNode.List list:
                _text.Append('[');
                for (var i = 0; i < list.Items.Count; i++)
                {
                    _text.Append(i == 0 ? "" : ", ");
                    Write(list.Items[i], FormattableString.Invariant($"{path}.{i}"), isOurs, depth + 1);
                }

                _text.Append(']');
                break;
            case ResolvedNode.Text text:
                Quote(text.Value);
                break;
            default:
                // Of ours, null is the same as nothing; in a list it keeps its place.
                _text.Append(isOurs ? "\"\"" : "null");
                break;
        }
    }

    private void WriteGroup(ResolvedNode.Group group, string path, bool isOurs, int depth)
    {
        _text.Append("{\n");
        foreach (var (name, value) in group.Fields)
        {
            var isAkka = depth == 0 && name.Equals(HoconPath.Akka, StringComparison.OrdinalIgnoreCase);
            Quote(isAkka ? HoconPath.Akka : name);
            _text.Append(" : ");
            Write(value, depth == 0 ? name : $"{path}.{name}", isOurs && !isAkka, depth + 1);
            _text.Append(",\n");
        }

        _text.Append('}');
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
                _text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else
            {
                _text.Append(c);
            }
        }

        _text.Append('"');
    }
}
