using System.Text;

namespace IocExplorer.Workers.Definitions.Requests;

/// <summary>A text with places in it, taken apart once.</summary>
internal sealed class PositionedText
{
    private readonly List<(string Text, Func<PlaceholderValues, string>? Value)> _parts = [];

    /// <param name="standFor">What stands for a mark in the text.</param>
    public PositionedText(string text, Func<string, string>? standFor = null)
    {
        var at = 0;
        while (at < text.Length)
        {
            (int Place, int Length, bool IsIoc, Func<PlaceholderValues, string>? Value) next = (text.Length, 0, false, null);
            foreach (var (mark, isIoc, value) in Placeholder.All)
            {
                var stand = standFor is null ? mark : standFor(mark);
                var found = text.IndexOf(stand, at, StringComparison.Ordinal);
                next = found >= 0 && found < next.Place ? (found, stand.Length, isIoc, value) : next;
            }

            _parts.Add((text[at..next.Place], next.Value));
            SendsValue |= next.IsIoc;
            at = next.Place + next.Length;
        }
    }

    /// <summary>Whether anything of the IOC is in it.</summary>
    public bool SendsValue { get; }

    public StringBuilder AppendTo(StringBuilder target, in PlaceholderValues texts, Func<string, string> encode)
    {
        foreach (var (text, value) in _parts)
        {
            target.Append(text);
            if (value is not null)
            {
                target.Append(encode(value(texts)));
            }
        }

        return target;
    }

    public string With(in PlaceholderValues texts) => AppendTo(new(), texts, static t => t).ToString();
}
