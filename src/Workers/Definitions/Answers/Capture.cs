using System.Text.Json;

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
    public string? Text(ReadOnlySpan<byte> body)
    {
        if (Kind is not (JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False))
        {
            return null;
        }

        var raw = body.Slice(Start, Length);
        if (Kind != JsonTokenType.String || !raw.Contains((byte)'\\'))
        {
            return System.Text.Encoding.UTF8.GetString(raw);
        }

        var reader = new Utf8JsonReader(body[(Start - 1)..(Start + Length + 1)]);
        reader.Read();
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: text that cannot be shown or sent on.
            return "";
        }
    }

    /// <summary>Whether the text is this, without making it when it holds no escapes.</summary>
    public bool Is(ReadOnlySpan<byte> body, string text, ReadOnlySpan<byte> utf8) =>
        Text(body, out var raw) ? raw.SequenceEqual(utf8) : Text(body) == text;

    private bool Text(ReadOnlySpan<byte> body, out ReadOnlySpan<byte> raw)
    {
        raw = Kind is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False ? body.Slice(Start, Length) : [];
        return !raw.IsEmpty && !raw.Contains((byte)'\\');
    }
}
