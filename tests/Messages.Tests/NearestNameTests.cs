namespace IocExplorer.Messages.Tests;

public sealed class NearestNameTests
{
    private static readonly string[] Known = ["general.depth", "general.maxAge", "sources.VirusTotal.limit", "sources.VirusTotal.quota.perMinute"];

    [Theory]
    [InlineData("general.dept", "general.depth")]
    [InlineData("general.detph", "general.depth")]
    [InlineData("GENERAL.MAXAGE", "general.maxAge")]
    [InlineData("sources.VirusTotal.quota.perMin", "sources.VirusTotal.quota.perMinute")]
    public void Of_ASlip_FindsWhatWasMeant(string slip, string meant) => NearestName.Of(slip, Known).ShouldBe(meant);

    [Theory]
    [InlineData("zz", null)]
    [InlineData("ip", "ips")]
    [InlineData("isp", "ips")]
    [InlineData("dn", "dns")]
    [InlineData("host", "hosts")]
    public void Of_AShortName_GuessesOnlyWhatShareLetters(string slip, string? meant) => NearestName.Of(slip, ["ips", "dns", "hosts"]).ShouldBe(meant);

    [Fact]
    public void Hint_OfAShortNameWithTwoSlips_GuessesIt() => NearestName.Hint("PUT", ["GET", "POST"]).ShouldBe("; did you mean \"POST\"?");

    [Fact]
    public void Hint_OfAShortNameLikeNone_ListsThoseThereAre() => NearestName.Hint("zz", ["ips", "dns"]).ShouldBe("; known are ips, dns");

    [Fact]
    public void Of_SomethingElseAltogether_GuessesNothing() => NearestName.Of("colour", Known).ShouldBeNull();
}
