using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using IocExplorer.Coordinator.Results;

namespace IocExplorer.Coordinator.Tests.Results;

public sealed class PythonTextTests
{
    // Where characters have been assigned for long, so that Python's tables and ours agree; and what lies between, in pieces of every kind.
    private static readonly (int From, int To)[] _ranges =
    [
        (0, 0x7f), (0, 0x2f), (0x80, 0xff), (0x100, 0x24f), (0x391, 0x3a1), (0x410, 0x44f), (0x5d0, 0x5ea), (0x600, 0x61b), (0x2000, 0x206f - 0x20),
        (0x3041, 0x3096), (0x4e00, 0x4fff), (0xd800, 0xdfff), (0xe000, 0xe010), (0xfb00, 0xfb06), (0xfeff, 0xfeff), (0xfffe, 0xffff),
        (0x1f600, 0x1f64f), (0xe0100, 0xe01ef), (0xf0000, 0xf0010), (0x10fffe, 0x10ffff),
    ];

    [Theory]
    [InlineData("", "''")]
    [InlineData("plain", "'plain'")]
    [InlineData("it's", "\"it's\"")]
    [InlineData("say \"hi\"", "'say \"hi\"'")]
    [InlineData("it's \"hi\"", "'it\\'s \"hi\"'")]
    [InlineData("back\\slash", @"'back\\slash'")]
    [InlineData("a\nb\r\tc", @"'a\nb\r\tc'")]
    [InlineData("\0\u0001\u001b[31m\u007f", @"'\x00\x01\x1b[31m\x7f'")]
    [InlineData("\u0085\u00a0\u00ad\u00e9", @"'\x85\xa0\xadé'")]
    [InlineData("\u200e\u202egpj\u2028\u3000\ufeff", @"'\u200e\u202egpj\u2028\u3000\ufeff'")]
    [InlineData("домен 域名", "'домен 域名'")]
    [InlineData("\U0001f600\U000e0001\U000f0000", "'\U0001f600\\U000e0001\\U000f0000'")]
    [InlineData("\ue000\uffff", @"'\ue000\uffff'")]
    public void Repr_IsWhatPythonPrints(string text, string printed) => Repr(text).ShouldBe(printed);

    [Theory]
    [InlineData("", "\"\"")]
    [InlineData("a\"b\\c/d", "\"a\\\"b\\\\c/d\"")]
    [InlineData("\n\r\t\f\b\0\u001f\u007f", "\"\\n\\r\\t\\f\\b\\u0000\\u001f\\u007f\"")]
    [InlineData("é域\U0001f600", "\"\\u00e9\\u57df\\ud83d\\ude00\"")]
    [InlineData("<script>'&", "\"<script>'&\"")]
    public void Json_IsWhatPythonPrints(string text, string printed) => Json(text).ShouldBe(printed);

    [Fact]
    public void LoneSurrogates_AreEscaped()
    {
        Repr("a\ud83db").ShouldBe(@"'a\ud83db'");
        Repr("\udc00").ShouldBe(@"'\udc00'");
        Repr("\udc00\ud800").ShouldBe(@"'\udc00\ud800'");
        Json("a\ud83db\udc00").ShouldBe("\"a\\ud83db\\udc00\"");
    }

    [Fact]
    public void Text_OfAnyLength_IsWhole()
    {
        var text = new string('x', 200_000) + string.Concat(Enumerable.Repeat("\U0001f600é'\"\n", 30_000));

        Repr(text).ShouldBe("'" + text.Replace("'", "\\'", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + "'");
        Json(text).Length.ShouldBe(2 + 200_000 + (30_000 * (12 + 6 + 1 + 2 + 2)));
    }

    [Fact]
    public async Task Printable_ForEveryCharacterThatPythonKnows_IsWhatPythonSays()
    {
        // One byte for each code point: 2 unknown to this Python, 1 printable, 0 not.
        const string Script = """
            import sys, unicodedata
            sys.stdout.buffer.write(bytes(
                2 if unicodedata.category(chr(c)) == 'Cn' else 1 if chr(c).isprintable() else 0 for c in range(0x110000)))
            """;
        var python = await Python.RunAsync(Script, []);
        Assert.SkipWhen(python is null, "No python3 here.");

        python.Length.ShouldBe(0x110000);
        Enumerable.Range(0, 0x110000).Where(c => python[c] != 2 && PythonRepr.IsPrintable(c) != (python[c] == 1)).ShouldBeEmpty();
    }

    [Fact]
    public async Task RandomTexts_AreWhatPythonPrints()
    {
        // In: for each text its length and its UTF-16 units. Out: repr and JSON, a line each.
        const string Script = """
            import sys, struct, json
            data, at = sys.stdin.buffer.read(), 0
            while at < len(data):
                n, = struct.unpack_from('<i', data, at)
                text = data[at + 4:at + 4 + 2 * n].decode('utf-16-le', 'surrogatepass')
                at += 4 + 2 * n
                sys.stdout.buffer.write((repr(text) + '\n' + json.dumps(text) + '\n').encode('utf-8'))
            """;
        var random = new Random(7);
        var texts = Enumerable.Range(0, 3000).Select(_ => RandomText(random)).ToList();
        using var input = new MemoryStream();
        foreach (var text in texts)
        {
            var length = new byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
            input.Write(length);
            input.Write(MemoryMarshal.AsBytes(text.AsSpan()));
        }

        var python = await Python.RunAsync(Script, input.ToArray());
        Assert.SkipWhen(python is null, "No python3 here.");

        Encoding.UTF8.GetString(python).Split('\n')[..^1].ShouldBe(texts.SelectMany(t => new[] { Repr(t), Json(t) }));
    }

    private static string RandomText(Random random)
    {
        var text = new StringBuilder();
        for (var length = random.Next(12); length > 0; length--)
        {
            var (from, to) = _ranges[random.Next(_ranges.Length)];
            var codePoint = random.Next(from, to + 1);
            _ = codePoint is >= 0xd800 and <= 0xdfff ? text.Append((char)codePoint) : text.Append(char.ConvertFromUtf32(codePoint));
        }

        return text.ToString();
    }

    private static string Repr(string text)
    {
        using var printed = new StringWriter();
        PythonRepr.Write(printed, text);
        return printed.ToString();
    }

    private static string Json(string text) => PythonJson.Quote(text);
}
