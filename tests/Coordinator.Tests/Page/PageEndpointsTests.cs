using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using IocExplorer.Coordinator.Tests.Api;
using IocExplorer.Testing;

namespace IocExplorer.Coordinator.Tests.Page;

public sealed partial class PageEndpointsTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task ThePage_IsServedWithoutAToken_AndLetsNothingInFromElsewhere()
    {
        using var response = await fixture.Service.Client().GetAsync(Absolute("/"), TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        var policy = response.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldStartWith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';");
        policy.ShouldNotContain("unsafe");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Fact]
    public async Task WhatThePageNames_IsServed_AndStandsOnTheSameServer()
    {
        var page = await fixture.Service.Client().GetStringAsync(Absolute("/"), TestContext.Current.CancellationToken);
        string[] named = [.. Reference().Matches(page).Select(match => match.Groups[1].Value).Where(name => !name.StartsWith('#')
            && !name.StartsWith("data:", StringComparison.Ordinal))];

        named.ShouldBe(["app.css", "app.js"]);
        foreach (var name in named)
        {
            using var response = await fixture.Service.Client().GetAsync(Absolute($"/{name}"), TestContext.Current.CancellationToken);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task AFileThatIsKnown_IsNotSentAgain()
    {
        using var first = await fixture.Service.Client().GetAsync(Absolute("/app.js"), TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, Absolute("/app.js"));
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var again = await fixture.Service.Client().SendAsync(request, TestContext.Current.CancellationToken);

        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public void TheBuiltFiles_AreThoseOfTheSources()
    {
        var web = Path.Combine(CheckoutFolder.Root, "src", "Coordinator", "Page", "web");
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var sources = Directory.EnumerateFiles(Path.Combine(web, "src"), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(web, path).Replace('\\', '/'));
        foreach (var file in sources.Order(StringComparer.Ordinal).Prepend("package-lock.json"))
        {
            digest.AppendData(Encoding.UTF8.GetBytes($"{file}\n"));
            digest.AppendData(File.ReadAllBytes(Path.Combine(web, file)));
        }

        File.ReadAllText(Path.Combine(web, "sources.sha256")).Trim()
            .ShouldBe(Convert.ToHexStringLower(digest.GetHashAndReset()),
                "The page's sources changed: run src/Coordinator/Page/web/build.sh and commit src/Coordinator/Page/dist with them.");
    }

    [GeneratedRegex("(?:href|src)=\"([^\"]*)\"", RegexOptions.None, 1000)]
    private static partial Regex Reference();

    private Uri Absolute(string path) => new(new Uri(fixture.Service.Client().BaseAddress!.GetLeftPart(UriPartial.Authority)), path);
}
