using System.Globalization;
using System.Text;
using System.Text.Unicode;
using IocExplorer.Fuzzing.Inputs;

namespace IocExplorer.Fuzzing.Engine;

/// <summary>An input that the product must not end so with.</summary>
/// <param name="Kind">Of input.</param>
/// <param name="Seed">Of the run.</param>
/// <param name="Number">Of the input; with the two above it can be made again.</param>
/// <param name="Input">As small as it could be made.</param>
/// <param name="Description">What went with its bytes.</param>
/// <param name="What">What happened.</param>
internal sealed record FuzzFailure(string Kind, ulong Seed, long Number, FuzzInput Input, string Description, string What)
{
    private const int LongestLiteral = 2000;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        FAILED {Kind} --seed {Seed}, input {Number}{(Description.Length > 0 ? $" ({Description})" : "")}: {What}
          again: --kind {Kind} --seed {Seed} --first {Number} --count 1
          input, {Input.Bytes.Length} bytes: {Literal(Input.Bytes)}
        """);

    /// <summary>For a test in C#: the text when it is one and not too long, else base64.</summary>
    private static string Literal(byte[] bytes)
    {
        if (bytes.Length > LongestLiteral || !Utf8.IsValid(bytes))
        {
            return $"Convert.FromBase64String(\"{Convert.ToBase64String(bytes)}\")";
        }

        var literal = new StringBuilder("\"");
        foreach (var c in Encoding.UTF8.GetString(bytes))
        {
            _ = c switch
            {
                '"' or '\\' => literal.Append('\\').Append(c),
                '\n' => literal.Append("\\n"),
                '\r' => literal.Append("\\r"),
                >= ' ' and <= '~' => literal.Append(c),
                _ => literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
            };
        }

        return literal.Append('"').ToString();
    }
}
