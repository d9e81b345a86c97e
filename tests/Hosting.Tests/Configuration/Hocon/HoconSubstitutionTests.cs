using static IocExplorer.Hosting.Tests.Configuration.Hocon.ConfigurationFiles;

namespace IocExplorer.Hosting.Tests.Configuration.Hocon;

public sealed class HoconSubstitutionTests
{
    [Theory]
    [InlineData("x = 1, a = ${x}", "1")]
    [InlineData("a = ${x}, x = 1", "1")]
    [InlineData("x = 1, a = ${x}, x = 2", "2")]
    [InlineData("x.y = 1, a = ${x.y}", "1")]
    [InlineData("x.y = 1, a = ${\"x\".\"y\"}", "1")]
    [InlineData("x = 1, a = v${x}.${x}", "v1.1")]
    [InlineData("x = 1, a = ${x} and ${x}", "1 and 1")]
    [InlineData("x = 1, a = \"v: \"${x}", "v: 1")]
    [InlineData("a = v${?x}", "v")]
    [InlineData("a = 1, a = ${?x}", "1")]
    [InlineData("a = 1, a = ${a}2", "12")]
    [InlineData("a = 1, a = ${a}2, a = ${a}3", "123")]
    [InlineData("a = ${?a}2", "2")]
    [InlineData("a = ${b}, b = ${c}, c = 1", "1")]
    [InlineData("b = 1, a = ${b}, b = ${b}2", "12")]
    [InlineData("a = ${x}, a = 1", "1")]
    [InlineData("a = ${a.b}, a = 1", "1")]
    [InlineData("a = { b = 1 }, a = ${a.b}", "1")]
    [InlineData("a = ${?b}, b = ${?a}, a = 1", "1")]
    [InlineData("A = ${X}, x = 1", "1")]
    public void Read_OfASubstitution_FillsInWhatHoconMeans(string text, string value)
    {
        var read = Of(text).Read();

        read.Problems.ShouldBeEmpty();
        read.Settings.Single(s => s.Path.Equals("a", StringComparison.OrdinalIgnoreCase)).Value.ShouldBe(value);
    }

    [Fact]
    public void Read_OfAnObjectElsewhere_MergesIt() => Settings(
        """
        base { quota { perMinute = 4, perDay = 500 }, limit = 10 }
        one = ${base} { limit = 20 }
        two = ${base}
        two.quota.perDay = 0
        """).Where(s => !s.StartsWith("base", StringComparison.Ordinal)).ShouldBe(
        ["one.limit = 20", "one.quota.perDay = 500", "one.quota.perMinute = 4", "two.limit = 10", "two.quota.perDay = 0", "two.quota.perMinute = 4"],
        ignoreOrder: true);

    [Fact]
    public void Read_OfANameBesideItself_IsNoCircle() => Settings("bar { foo = 42, baz = ${bar.foo} }").ShouldBe(["bar.foo = 42", "bar.baz = 42"]);

    [Fact]
    public void Read_OfAListBehindASubstitution_AppendsToIt() =>
        Settings("base.list = [1], a = ${base}, a.list += 2").ShouldBe(["base.list.0 = 1", "a.list.0 = 1", "a.list.1 = 2"], ignoreOrder: true);

    [Fact]
    public void Read_OfAnEnvironmentVariable_TakesItWhereTheConfigurationHasNothing()
    {
        var files = Of("a = ${HOME}, b = ${?NOBODY}, c = ${?x.y}, HOST = mine, d = ${HOST}, e = ${EMPTY}");
        files.Environment["HOME"] = "/home/ana";
        files.Environment["HOST"] = "theirs";
        files.Environment["x.y"] = "dots";
        files.Environment["EMPTY"] = "";

        files.Settings().ShouldBe(["a = /home/ana", "c = dots", "HOST = mine", "d = mine"]);
    }

    [Fact]
    public void Read_OfWhatASubstitutionBrings_NamesTheLineWhereItIsUsed()
    {
        var setting = Of("x = 1\na = ${x}").Read().Settings[1];

        setting.Place.ShouldBe("my.conf line 2");
    }

    [Fact]
    public void Read_OfSubstitutionsThatNobodyAnswers_NamesEach() => Problems("a = ${x}\nb = v${y.z}\nc = ${?w}\nd { e = ${x} }").ShouldBe(
    [
        "my.conf line 1: ${x} is neither set in the configuration nor an environment variable. Set it, or write ${?x} if it may be missing.",
        "my.conf line 2: ${y.z} is neither set in the configuration nor an environment variable. Set it, or write ${?y.z} if it may be missing.",
        "my.conf line 4: ${x} is neither set in the configuration nor an environment variable. Set it, or write ${?x} if it may be missing.",
    ]);

    [Fact]
    public void Read_OfANameWithALineBreakThatNobodyAnswers_StaysOneLine() =>
        Problems("a = ${\"x\\ny\"}").ShouldHaveSingleItem().ShouldStartWith("my.conf line 1: ${x?y} is neither set");

    [Theory]
    [InlineData("a = ${a}")]
    [InlineData("a = ${b}\nb = ${a}")]
    [InlineData("a { b = ${a} }")]
    [InlineData("a = [${a}]")]
    [InlineData("a = ${b}\nb = ${c}\nc = ${a}")]
    public void Read_OfACircle_SaysSoAndEnds(string text)
    {
        var problems = Problems(text);

        problems.ShouldNotBeEmpty();
        problems[0].ShouldContain("leads in a circle and has no value before it");
    }

    [Fact]
    public void Read_OfKindsThatCannotBeJoined_SaysWhere()
    {
        const string line = ": a list or an object cannot be joined with another kind of value.";

        Problems("a = [x] y\nb = { c = 1 } [x]").Select(p => p[..(p.IndexOf(':', StringComparison.Ordinal) + line.Length)])
            .ShouldBe([$"my.conf line 1{line}", $"my.conf line 2{line}"]);
    }
}
