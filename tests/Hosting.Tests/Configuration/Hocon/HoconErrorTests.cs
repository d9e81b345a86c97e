using System.Text;
using IocExplorer.Hosting.Configuration;
using static IocExplorer.Hosting.Tests.Configuration.Hocon.ConfigurationFiles;

namespace IocExplorer.Hosting.Tests.Configuration.Hocon;

public sealed class HoconErrorTests
{
    [Theory]
    [InlineData("[1, 2]", "line 1 column 1: a configuration is an object with names, not a list.")]
    [InlineData("[\"a\"]", "line 1 column 1: a configuration is an object with names, not a list.")]
    [InlineData("a = 1\n}\nb = 2", "line 2 column 1: a } too many: no brace is open here.")]
    [InlineData("{ a = 1 }\nb = 2", "line 2 column 1: the brace before this closes the whole configuration, so nothing may follow")]
    [InlineData("a {\n b = 1", "line 1 column 3: this brace is not closed. Add the closing }.")]
    [InlineData("a = [\n 1", "line 1 column 5: this bracket is not closed. Add the closing ].")]
    [InlineData("a = [1 }", "line 1 column 8: a comma or a line break is missing before this, or the closing ].")]
    [InlineData("a = \"b\nc = 1", "line 1 column 5: this quote is not closed on its line.")]
    [InlineData("a = \"\"\"b\nc", "line 1 column 5: these three quotes are not closed.")]
    [InlineData("/* a = 1", "line 1 column 1: this comment is not closed.")]
    [InlineData("a = \"\\x\"", "line 1 column 6: a backslash in quotes must be followed by one of")]
    [InlineData("a = \"\\u12\"", "line 1 column 6: a backslash in quotes must be followed by one of")]
    [InlineData("a = http://h", "line 1 column 9: a value without quotes cannot hold `:`. Put the whole value in double quotes")]
    [InlineData("a = 1 b = 2", "line 1 column 9: a value without quotes cannot hold `=`.")]
    [InlineData("a = ana@h", "line 1 column 8: a value without quotes cannot hold `@`.")]
    [InlineData("a = x\0", "line 1 column 6: a value without quotes cannot hold the control character U+0000.")]
    [InlineData("a, b = 1", "line 1 column 1: this name has no value.")]
    [InlineData("a\nb = 1", "line 1 column 1: this name has no value.")]
    [InlineData("a = ,", "line 1 column 5: a value is missing here.")]
    [InlineData("a = # none\n", "line 2 column 1: a value is missing here.")]
    [InlineData("a = 1,, b = 2", "line 1 column 7: a name is expected here, not `,`.")]
    [InlineData("= 1", "line 1 column 1: a name is expected here, not `=`.")]
    [InlineData("a..b = 1", "line 1 column 3: between two dots")]
    [InlineData(".a = 1", "line 1 column 1: between two dots")]
    [InlineData("a = ${b", "line 1 column 5: this substitution is not closed.")]
    [InlineData("a = ${}", "line 1 column 7: a name is expected here, not `}`.")]
    [InlineData("{ a = 1 } }", "line 1 column 11: the brace before this closes the whole configuration")]
    [InlineData("{ \"a\": 1 \"b\": 2 }", "line 1 column 13: a value without quotes cannot hold `:`.")]
    [InlineData("{ \"a\": {} \"b\": {} }", "line 1 column 14: a value without quotes cannot hold `:`.")]
    [InlineData("include \"a\" b = 1", "line 1 column 13: a comma or a line break is missing before this.")]
    [InlineData("include file(\"a\"", "line 1 column 17: the closing ) of this include is missing.")]
    public void Read_OfABrokenText_SaysWhereAndWhat(string text, string problem)
    {
        var line = Problems(text).Single(p => !p.Contains("include a: the file", StringComparison.Ordinal));

        line.ShouldStartWith($"my.conf {problem}");
        line.ShouldNotContain('\n');
    }

    [Theory]
    [InlineData("{ \"a\": ")]
    [InlineData("[")]
    [InlineData("a=[")]
    [InlineData("a{")]
    [InlineData("a.")]
    [InlineData("a=${")]
    [InlineData("a={b=[")]
    [InlineData("${x}")]
    [InlineData("a=\"\"")]
    public void Read_OfADeepOrLongRepetition_EndsWithALine(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 400_000 / piece.Length));

        Problems($"x={text}").ShouldNotBeNull();
        Problems($"a{{{text}").ShouldNotBeEmpty();
        Problems(text).ShouldHaveSingleItem().Length.ShouldBeLessThan(400);
    }

    [Fact]
    public void Read_OfALargeFile_RefusesIt() =>
        SettingsFile.Read("/conf/my.conf", _ => new byte[1024 * 1024 + 1], new Dictionary<string, string>())
            .Problems.ShouldBe(["The configuration /conf/my.conf is larger than 1024 KiB. Check the path given with --config."]);

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("include \"/dev/zero\"")]
    public void Read_OfAFileWithoutEnd_RefusesIt(string text)
    {
        byte[] ReadFile(string path) => path == "/conf/my.conf" ? Encoding.UTF8.GetBytes(text) : SettingsFile.ReadFromDisk(path);

        var path = text.StartsWith('/') ? text : "/conf/my.conf";

        SettingsFile.Read(path, ReadFile, new Dictionary<string, string>()).Problems.ShouldHaveSingleItem().ShouldContain("1024 KiB");
    }

    [Fact]
    public void Read_OfTextsThatDouble_EndsWithALine()
    {
        var text = new StringBuilder("a0 = xxxxxxxxxx\n");
        for (var i = 1; i <= 60; i++)
        {
            text.Append($"a{i} = ${{a{i - 1}}}${{a{i - 1}}}\n");
        }

        Problems(text.ToString()).ShouldHaveSingleItem().ShouldContain("multiply beyond all measure");
    }

    [Theory]
    [InlineData("[${{a{0}}}, ${{a{0}}}]")]
    [InlineData("{{ x = ${{a{0}}}, y = ${{a{0}}} }}")]
    [InlineData("${{a{0}}} ${{a{0}}}")]
    public void Read_OfListsAndObjectsThatDouble_EndsWithALine(string form)
    {
        var text = new StringBuilder("a0 = [x]\n");
        for (var i = 1; i <= 60; i++)
        {
            text.Append($"a{i} = ").AppendFormat(System.Globalization.CultureInfo.InvariantCulture, form, i - 1).Append('\n');
        }

        Problems(text.ToString()).ShouldHaveSingleItem().ShouldMatch("multiply beyond all measure|too deep or too long");
    }

    [Fact]
    public void Read_OfALongChain_EndsWithALine()
    {
        var text = new StringBuilder("a0 = 1\n");
        for (var i = 20_000; i >= 1; i--)
        {
            text.Append($"a{i} = ${{a{i - 1}}}\n");
        }

        Problems(text.ToString()).ShouldHaveSingleItem().ShouldContain("substitutions lead deeper than");
    }
}
