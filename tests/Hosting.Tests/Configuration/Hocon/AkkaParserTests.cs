using Akka.Configuration;
using IocExplorer.Testing;
using static IocExplorer.Hosting.Tests.Configuration.Hocon.ConfigurationFiles;

namespace IocExplorer.Hosting.Tests.Configuration.Hocon;

/// <summary>Where a text is within what Akka's parser knows, it means the same when that parser reads it alone.</summary>
public sealed class AkkaParserTests
{
    [Theory]
    [InlineData("a = b")]
    [InlineData("a : b")]
    [InlineData("a { b = c }")]
    [InlineData("a.b = c")]
    [InlineData("\"a\".b = c")]
    [InlineData("# x\na = b // y")]
    [InlineData("a = b c d")]
    [InlineData("a = \"b c\" d")]
    [InlineData("a = \"\"\"b\n c\"\"\"")]
    [InlineData("a = 1, a = 2")]
    [InlineData("a { b = 1 }\na { c = 2 }")]
    [InlineData("a { b = 1 }\na = 2")]
    [InlineData("a = 2, a { b = 1 }")]
    [InlineData("a = 1, b = ${a}")]
    [InlineData("a { b = 1 }\nc = ${a.b}")]
    [InlineData("a = 1, b = v${a}w")]
    [InlineData("a = \"\\u0062\\n\"")]
    [InlineData("{ \"a\": \"b\", \"c\": { \"d\": 1 } }")]
    public void Read_OfWhatAkkaKnows_GivesWhatAkkaReads(string text)
    {
        var alone = ConfigurationFactory.ParseString(text);

        foreach (var setting in Of(text).Read().Settings)
        {
            alone.GetString(setting.Path).ShouldBe(setting.Value.Trim());
        }
    }

    [Fact]
    public void Read_OfTheFileThatComesWithTheProgram_GivesWhatAkkaReads()
    {
        var text = File.ReadAllText(Path.Combine(CheckoutFolder.Root, "hocon", "iocexplorer.conf"));
        var alone = ConfigurationFactory.ParseString(text);
        var settings = Of(text).Read().Settings;

        settings.Count.ShouldBeGreaterThan(50);
        settings.ShouldAllBe(s => alone.GetString(s.Path) == s.Value);
    }

    [Fact]
    public void Read_OfTheExampleForAkka_IsWhatAkkaCanRead()
    {
        var lines = File.ReadAllLines(Path.Combine(CheckoutFolder.Root, "hocon", "iocexplorer.conf"));
        var example = lines.SkipWhile(l => l != "# akka {").Select(l => l[2..]);

        var engine = Of(string.Join('\n', example)).Read().Engine;

        engine.ShouldNotBeNull();
        engine.GetString("akka.loglevel").ShouldBe("DEBUG");
        engine.GetStringList("akka.cluster.seed-nodes").Count.ShouldBe(2);
        engine.GetTimeSpan("akka.cluster.failure-detector.acceptable-heartbeat-pause").ShouldBe(TimeSpan.FromSeconds(3));
    }
}
