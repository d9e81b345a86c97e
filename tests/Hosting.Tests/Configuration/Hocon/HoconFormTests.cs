using System.Text;
using IocExplorer.Hosting.Configuration;
using static IocExplorer.Hosting.Tests.Configuration.Hocon.ConfigurationFiles;

namespace IocExplorer.Hosting.Tests.Configuration.Hocon;

public sealed class HoconFormTests
{
    [Theory]
    [InlineData("a = b")]
    [InlineData("a: b")]
    [InlineData("a b", null)]
    [InlineData("{ a = b }")]
    [InlineData("{ \"a\": \"b\" }")]
    [InlineData("{ \"a\": \"b\", }")]
    [InlineData("# one\n// two\na = b # three\n")]
    [InlineData("a = b // two")]
    [InlineData("/* one */ a /* two */ = /* three */ b /* four */")]
    [InlineData("\uFEFFa = b")]
    [InlineData("a = b\r\n")]
    [InlineData("\ta\t=\tb\t")]
    [InlineData("a\n=\nb")]
    [InlineData("a = \"\"\"b\"\"\"")]
    [InlineData("a = \"\\u0062\"")]
    [InlineData("a = c\na = b")]
    [InlineData("a { x = 1 }\na = b")]
    [InlineData("A = c, a = b", "A = b")]
    public void Read_OfOneSettingInAnyForm_GivesIt(string text, string? setting = "a = b")
    {
        if (setting is null)
        {
            Problems(text).ShouldHaveSingleItem();
            return;
        }

        Settings(text).ShouldBe([setting]);
    }

    [Theory]
    [InlineData("a.b.c = 1")]
    [InlineData("a { b { c = 1 } }")]
    [InlineData("a.b { c = 1 }")]
    [InlineData("a { b.c = 1 }")]
    [InlineData("\"a\".b.\"c\" : 1")]
    [InlineData("\"a.b\".c : 1")]
    [InlineData("\"a:b:c\" : 1")]
    [InlineData("a = { b = { c = 1 } }")]
    [InlineData("a b = 2, a = 1", "a b = 2", "a = 1")]
    [InlineData("a\" b\".c = 1", "a b.c = 1")]
    [InlineData("a . b . c = 1")]
    public void Read_OfAPath_GivesTheSameAsItsObjects(string text, params string[] settings) =>
        Settings(text).ShouldBe(settings.Length > 0 ? settings : ["a.b.c = 1"]);

    [Theory]
    [InlineData("a = some words here", "some words here")]
    [InlineData("a = 1.50", "1.50")]
    [InlineData("a = true", "true")]
    [InlineData("a = \"true\"", "true")]
    [InlineData("a = amber+strict", "amber+strict")]
    [InlineData("a = 10.0.0.7", "10.0.0.7")]
    [InlineData("a = C/d", "C/d")]
    [InlineData("a = größe-漢字-🙂", "größe-漢字-🙂")]
    [InlineData("a = \"größe-漢字-🙂\\ud83d\\ude42\"", "größe-漢字-🙂🙂")]
    [InlineData("a = \"http://h:1/?q=#x\"", "http://h:1/?q=#x")]
    [InlineData("a = \"one\\ntwo\"", "one\ntwo")]
    [InlineData("a = \"\"\"one\ntwo \\n \" \"\"\"", "one\ntwo \\n \" ")]
    [InlineData("a = \"\"\"\"quoted\"\"\"\"", "\"quoted\"")]
    [InlineData("a = \"null\"", "null")]
    [InlineData("a = \" b \"", " b ")]
    [InlineData("a = \"${b}\"", "${b}")]
    [InlineData("a = \"x\" y \"z\"", "x y z")]
    public void Read_OfAValue_KeepsItAsItWasMeant(string text, string value) =>
        Of(text).Read().Settings.ShouldHaveSingleItem().Value.ShouldBe(value);

    [Theory]
    [InlineData("")]
    [InlineData("\r\n")]
    [InlineData("\uFEFF")]
    [InlineData("# nothing")]
    [InlineData("{}")]
    [InlineData("a = null")]
    [InlineData("a = \"\"")]
    [InlineData("a { }")]
    [InlineData("a = []")]
    [InlineData("a = 1, a = null")]
    [InlineData("a { b = 1 }, a = null")]
    [InlineData("a = ${?NOBODY}")]
    public void Read_OfNothing_GivesNothing(string text) => Settings(text).ShouldBeEmpty();

    [Theory]
    [InlineData("a = [x, y]")]
    [InlineData("a = [\n x\n y\n]")]
    [InlineData("a = [x, y,]")]
    [InlineData("a = [ # one\n x # two\n, y ]")]
    [InlineData("a = [x] [y]")]
    [InlineData("a += x, a += y")]
    [InlineData("a = [x], a += y")]
    [InlineData("a = null, a += x, a += y")]
    [InlineData("b = [x], a = ${b}, a += y", "b.0 = x")]
    [InlineData("a = [z], a = [x, y]")]
    public void Read_OfAList_NumbersItsItems(string text, params string[] before) => Settings(text).ShouldBe([.. before, "a.0 = x", "a.1 = y"]);

    [Fact]
    public void Read_OfAHoleInAList_KeepsTheNumbers() => Settings("a = [x, null, y]").ShouldBe(["a.0 = x", "a.2 = y"]);

    [Fact]
    public void Read_OfAListBuiltUpItemByItem_TakesThousands() =>
        Settings(string.Concat(Enumerable.Repeat("a += x\n", 5000))).Length.ShouldBe(5000);

    [Fact]
    public void Read_OfObjectsOfTheSameName_MergesThem() =>
        Settings("a { b = 1, c { d = 2 } }\nA { B = 3, c { e = 4 } }\na.c.d = 5").ShouldBe(["a.b = 3", "a.c.e = 4", "a.c.d = 5"], ignoreOrder: true);

    [Fact]
    public void Read_OfEachSetting_KnowsItsLineAndFolder()
    {
        var settings = Of("a {\r\n  b = 1\r\n\r\n  c = [\r\n    x\r\n    y\r\n  ]\r\n}").Read().Settings;

        settings.Select(s => $"{s.Path} {s.Place} {s.Folder}").ShouldBe(
            ["a.b my.conf line 2 /conf", "a.c.0 my.conf line 5 /conf", "a.c.1 my.conf line 6 /conf"]);
    }

    [Theory]
    [InlineData("my.json")]
    [InlineData("my.conf")]
    [InlineData("my")]
    public void Read_OfAnyFileName_ReadsHocon(string name) =>
        new ConfigurationFiles(($"/conf/{name}", "{ \"a\": 1 }")).Settings().ShouldBe(["a = 1"]);

    [Fact]
    public void Read_OfTheSectionOfAkka_HandsItOnAsItIs()
    {
        var read = Of(
            """
            general.depth = 2
            address = "10.0.0.7"
            akka {
              loglevel = DEBUG
              cluster.seed-nodes = ["akka.tcp://ioc@"${address}":4053"]
              Cluster.x = null
              "quoted.name" = 3s
            }
            """).Read();

        read.Problems.ShouldBeEmpty();
        read.Settings.Select(s => s.Path).ShouldBe(["general.depth", "address"]);
        read.Engine.ShouldNotBeNull();
        read.Engine.GetString("akka.loglevel").ShouldBe("DEBUG");
        read.Engine.GetStringList("akka.cluster.seed-nodes").ShouldBe(["akka.tcp://ioc@10.0.0.7:4053"]);
        read.Engine.HasPath("akka.Cluster.x").ShouldBeTrue();
        read.Engine.GetString("akka.Cluster.x").ShouldBeNull();
        read.Engine.GetTimeSpan("akka.\"quoted.name\"").ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void Read_WithoutTheSectionOfAkka_HandsNothingOn()
    {
        Of("a = 1").Read().Engine.ShouldBeNull();
        new SettingCursor([Of("a = 1").Read()]).Engine.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Read_OfTextThatIsNotUtf8_SaysWhere() =>
        SettingsFile.Read("/conf/my.conf", _ => [.. "a = 1\nb = "u8, 0xff, 0xfe], new Dictionary<string, string>())
            .Problems.ShouldBe(["my.conf line 2: the file is not in UTF-8. Save it as UTF-8."]);

    [Fact]
    public void Read_OfTheOriginalsIniUnderAnotherName_KnowsItByItsLook() =>
        SettingsFile.Read("/conf/my.conf", _ => Encoding.UTF8.GetBytes("# mine\n[general]\ndepth = 2"), new Dictionary<string, string>())
            .Settings.ShouldContain(s => s.Path == "general.depth" && s.Value == "2");
}
