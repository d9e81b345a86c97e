namespace IocExplorer.Workers.Definitions.Requests;

/// <summary>A text with places in it, taken apart once.</summary>
internal sealed class PositionedText
{
    private readonly List<(string Text, PlaceholderKind? Place)> _parts = [];

    /// <param name="standFor">What stands for a mark in the text.</param>
    public PositionedText(string text, Func<string, string>? standFor = null)
    {
        var at = 0;
        while (at < text.Length)
        {
            var (next, length, place) = (text.Length, 0, (PlaceholderKind?)null);
            foreach (var (mark, kind) in Placeholder.All)
            {
                var stand = standFor is null ? mark : standFor(mark);
                var found = text.IndexOf(stand, at, StringComparison.Ordinal);
                (next, length, place) = found >= 0 && found < next ? (found, stand.Length, kind) : (next, length, place);
            }

            _parts.Add((text[at..next], place));
            at = next + length;
        }
    }

    /// <summary>Whether anything of the IOC is in it.</summary>
    public bool SendsValue => _parts.Any(p => p.Place is not (null or PlaceholderKind.Kind or PlaceholderKind.Key));

    public StringBuilder AppendTo(StringBuilder target, in PlaceholderValues texts, Func<string, string> encode)
    {
        foreach (var (text, place) in _parts)
        {
            target.Append(text);
            if (place is { } kind)
            {
                target.Append(encode(texts[kind]));
            }
        }

        return target;
    }

    public string With(in PlaceholderValues texts) => AppendTo(new(), texts, static t => t).ToString();
}
