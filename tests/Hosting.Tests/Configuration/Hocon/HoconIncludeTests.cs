using System.Text;
using IocExplorer.Hosting.Configuration;

namespace IocExplorer.Hosting.Tests.Configuration.Hocon;

public sealed class HoconIncludeTests
{
    [Theory]
    [InlineData("include \"more.conf\"")]
    [InlineData("include file(\"more.conf\")")]
    [InlineData("include required(\"more.conf\")")]
    [InlineData("include required( file( \"more.conf\" ) )")]
    [InlineData("{ include \"more.conf\", }")]
    [InlineData("include \"../conf/more.conf\" # comment")]
    [InlineData("include \"/conf/more.conf\"\n")]
    public void Read_OfAnInclude_ReadsThatFileInItsPlace(string text) =>
        new ConfigurationFiles(("/conf/my.conf", text), ("/conf/more.conf", "{ a = 1 }")).Settings().ShouldBe(["a = 1"]);

    [Theory]
    [InlineData("include = 1", "include = 1")]
    [InlineData("include { a = 1 }", "include.a = 1")]
    [InlineData("includes = 1", "includes = 1")]
    [InlineData("include.a = 1", "include.a = 1")]
    [InlineData("\"include\" : 1", "include = 1")]
    public void Read_OfASettingWithThatName_IsNoInclude(string text, string setting) => ConfigurationFiles.Settings(text).ShouldBe([setting]);

    [Fact]
    public void Read_OfAnIncludeInUtf16_AsWindowsSavesUnicode_ReadsIt() =>
        SettingsFile.Read(
            "/conf/my.conf",
            path => path == "/conf/my.conf" ? "include \"more.conf\""u8.ToArray() : [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("a = 1")],
            new Dictionary<string, string>()).Settings.ShouldHaveSingleItem().Path.ShouldBe("a");

    [Fact]
    public void Read_OfAnInclude_LetsWhatComesLaterWin() =>
        new ConfigurationFiles(("/conf/my.conf", "a = 1, b = 1, include \"more.conf\", c = 3"), ("/conf/more.conf", "b = 2, c = 2"))
            .Settings().ShouldBe(["a = 1", "b = 2", "c = 3"]);

    [Fact]
    public void Read_OfAnIncludeInAnObject_PutsItsSettingsBelowThat() =>
        new ConfigurationFiles(
            ("/conf/my.conf", "a { include \"more.conf\" }\nroot = 3"),
            ("/conf/more.conf", "b = 1, c = ${b}, d = ${root}, e += 5"))
            .Settings().ShouldBe(["a.b = 1", "a.c = 1", "a.d = 3", "a.e.0 = 5", "root = 3"], ignoreOrder: true);

    [Fact]
    public void Read_OfAnIncludeOfAnInclude_TakesPathsFromEachFile()
    {
        var settings = new ConfigurationFiles(
            ("/conf/my.conf", "include \"sub/more.conf\""),
            ("/conf/sub/more.conf", "\n\na = 1, include \"most.json\""),
            ("/conf/sub/most.json", "{ \"b\": 2 }")).Read().Settings;

        settings.Select(s => $"{s.Path} {s.Place} {s.Folder}").ShouldBe(["a sub/more.conf line 3 /conf/sub", "b most.json line 1 /conf/sub"]);
    }

    [Fact]
    public void Read_OfIncludesThatAreNotThere_NamesEachAndReadsTheRest()
    {
        var read = ConfigurationFiles.Of("include \"one.conf\"\na = 1\ninclude \"two.conf\"").Read();

        read.Settings.ShouldHaveSingleItem().Path.ShouldBe("a");
        read.Problems.ShouldBe(
        [
            "my.conf line 1: include one.conf: the file cannot be read (it is not there). Paths are relative to the file with the include.",
            "my.conf line 3: include two.conf: the file cannot be read (it is not there). Paths are relative to the file with the include.",
        ]);
    }

    [Fact]
    public void Read_OfFilesThatIncludeEachOther_SaysSoAndEnds()
    {
        var read = new ConfigurationFiles(
            ("/conf/my.conf", "include \"more.conf\", include \"./my.conf\""), ("/conf/more.conf", "include \"my.conf\", a = 1")).Read();

        read.Settings.ShouldHaveSingleItem().Path.ShouldBe("a");
        read.Problems.ShouldBe(
        [
            "more.conf line 1: include my.conf leads in a circle: that file is being read. Take the include out.",
            "my.conf line 1: include ./my.conf leads in a circle: that file is being read. Take the include out.",
        ]);
    }

    [Fact]
    public void Read_OfIncludesThatMultiply_Ends()
    {
        var files = Enumerable.Range(0, 40).Select(i => ($"/conf/{i}", $"include \"{i + 1}\"\ninclude \"{i + 1}\"")).Append(("/conf/40", "a = 1"));

        new ConfigurationFiles([.. files]).Read().Problems.ShouldHaveSingleItem().ShouldContain("has more than 100 files or 1024 KiB with all it includes");
    }

    [Fact]
    public void Read_OfAMistakeInAnIncludedFile_NamesThatFile() =>
        new ConfigurationFiles(("/conf/my.conf", "\ninclude \"more.conf\""), ("/conf/more.conf", "a = 1\nb = }")).Read()
            .Problems.ShouldHaveSingleItem().ShouldStartWith("more.conf line 2 column 5: a value is missing here.");

    [Theory]
    [InlineData("include url(\"http://h/x\")")]
    [InlineData("include classpath(\"x\")")]
    [InlineData("include required(url(\"http://h/x\"))")]
    public void Read_OfAnIncludeFromElsewhere_SaysThatOnlyFilesCanBe(string text) =>
        ConfigurationFiles.Problems(text).ShouldHaveSingleItem().ShouldContain("only files can be included");
}
