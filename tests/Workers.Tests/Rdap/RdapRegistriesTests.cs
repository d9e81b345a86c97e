using System.Net;
using System.Text;
using IocExplorer.Workers.Rdap;

namespace IocExplorer.Workers.Tests.Rdap;

public sealed class RdapRegistriesTests
{
    private const string Names = """
        {"version":"1.0","services":[
          [["example","Test"],["http://plain.registry.example/","https://registry.example/v1"]],
          [["co.example"],["https://second.example/rdap/"]],
          [["old"],["http://old.example"]],
          [["strange"],["ftp://strange.example/","no url",7]],
          [[7,null],["https://seven.example/"]],
          "nonsense",[["alone"]]]}
        """;

    private const string Networks = """
        {"services":[
          [["192.0.2.0/24","203.0.113.0/24"],["https://one.example/"]],
          [["192.0.2.128/25"],["https://two.example"]],
          [["2001:db8::/32"],["https://six.example/"]],
          [["not/a/network"],["https://bad.example/"]]]}
        """;

    [Theory]
    [InlineData("seed.example", "https://registry.example/v1/")]
    [InlineData("a.b.seed.test", "https://registry.example/v1/")]
    [InlineData("seed.co.example", "https://second.example/rdap/")]
    [InlineData("seed.old", "http://old.example/")]
    [InlineData("seed.strange", null)]
    [InlineData("seed.alone", null)]
    [InlineData("seed.unknown", null)]
    [InlineData("example.unknown", null)]
    public void ForDomain_TakesTheLongestSuffixAndPrefersHttps(string domain, string? registry) =>
        Read(Names).ForDomain(domain)?.ToString().ShouldBe(registry);

    [Theory]
    [InlineData("192.0.2.5", "https://one.example/")]
    [InlineData("192.0.2.200", "https://two.example/")]
    [InlineData("203.0.113.255", "https://one.example/")]
    [InlineData("198.51.100.1", null)]
    [InlineData("2001:db8:1::1", "https://six.example/")]
    [InlineData("2001:db9::1", null)]
    public void ForAddress_TakesTheLongestPrefix(string address, string? registry) =>
        Read(Networks).ForAddress(IPAddress.Parse(address))?.ToString().ShouldBe(registry);

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("{\"services\":{}}")]
    [InlineData("{\"services\":[]}")]
    [InlineData("{\"services\":[[[\"example\"],[\"https://registry.example/\"]]")]
    public void Read_OfSomethingElse_IsNothing(string json) => RdapRegistries.Read(Encoding.UTF8.GetBytes(json)).ShouldBeNull();

    [Fact]
    public void Read_OfTextsThatAreHalfASurrogatePair_PassesOverThem() =>
        Read("""{"\udc2aervices":1,"services":[[["\ud9ab","example"],["\udfff","https://registry.example/"]]],"\ud812ervices":[]}""").ForDomain("seed.example")
            ?.ToString().ShouldBe("https://registry.example/");

    private static RdapRegistries Read(string json) => RdapRegistries.Read(Encoding.UTF8.GetBytes(json)).ShouldNotBeNull();
}
