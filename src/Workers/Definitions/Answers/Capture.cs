using System.Text.Json;
using IocExplorer.Workers.Definitions.Paths;

namespace IocExplorer.Workers.Definitions.Answers;

/// <summary>Where in a body a noted value stands; its text is made only on demand.</summary>
/// <param name="Kind"><see cref="JsonTokenType.None"/> when the body has no such value.</param>
/// <param name="Start">First byte of the text, without quotes.</param>
/// <param name="Length">Bytes.</param>
internal readonly record struct Capture(JsonTokenType Kind, int Start, int Length)
{
    /// <summary>Something other than null stands there.</summary>
    public bool IsThere => Kind is not (JsonTokenType.None or JsonTokenType.Null);

    /// <summary>The text of a string, number or boolean; null for everything else.</summary>
    public string? Text(ReadOnlySpan<byte> body) => IsText ? JsonText.OfString(body.Slice(Start, Length)) : null;

    /// <summary>Whether the text is this, without making it when it holds no escapes.</summary>
    public bool Is(ReadOnlySpan<byte> body, string text, ReadOnlySpan<byte> utf8)
    {
        var raw = IsText ? body.Slice(Start, Length) : [];
        return raw.IsEmpty || raw.Contains((byte)'\\') ? Text(body) == text : raw.SequenceEqual(utf8);
    }

    private bool IsText => Kind is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False;
}
