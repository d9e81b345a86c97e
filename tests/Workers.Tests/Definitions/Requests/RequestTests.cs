using FsCheck;
using FsCheck.Fluent;
using IocExplorer.Messages;
using IocExplorer.Workers.Settings;

namespace IocExplorer.Workers.Tests.Definitions.Requests;

public sealed class RequestTests
{
    private const string OneRelation = """ "answer": { "items": "data" }, "relations": [{ "label": "x", "yields": "domain", "value": "data[*]" }] """;

    [Theory]
    [InlineData("ip_downloaded_files", IocType.IpAddress, "2001:db8::4",
        "https://www.virustotal.com/api/v3/ip_addresses/2001:db8::4/downloaded_files?limit=10")]
    [InlineData("domain_downloaded_files", IocType.Domain, "example.com", "https://www.virustotal.com/api/v3/domains/example.com/downloaded_files?limit=10")]
    [InlineData("domain_resolutions", IocType.Domain, "xn--fiqs8s.example",
        "https://www.virustotal.com/api/v3/domains/xn--fiqs8s.example/resolutions?limit=10")]
    [InlineData("file_contacted_ips", IocType.File, Given.Hash,
        "https://www.virustotal.com/api/v3/files/46173adc26721fb54f6e1a1091a892d4/contacted_ips?limit=10")]
    [InlineData("file_contacted_domains", IocType.File, Given.Hash,
        "https://www.virustotal.com/api/v3/files/46173adc26721fb54f6e1a1091a892d4/contacted_domains?limit=10")]
    [InlineData("file_execution_parents", IocType.File, Given.Hash,
        "https://www.virustotal.com/api/v3/files/46173adc26721fb54f6e1a1091a892d4/execution_parents?limit=10")]
    public void VirusTotal_GetsItsKeyInAHeader(string name, IocType type, string value, string url)
    {
        var operation = Given.Operation(name, new() { ApiKeys = ["k3y"] });

        using var request = operation.CreateRequest(new(type, value), "k3y", null, 10);

        request.Method.ShouldBe(HttpMethod.Get);
        request.RequestUri!.AbsoluteUri.ShouldBe(url);
        request.Headers.GetValues("x-apikey").ShouldBe(["k3y"]);
    }

    [Theory]
    [InlineData("flint", IocType.Domain, "example.com",
        "http://fdp.internal/flint/rrset/example.com/?start=20190101000000&end=20200101000000&mode=5&rtype=1&limit=10")]
    [InlineData("registrant_email", IocType.Domain, "example.com", "http://fdp.internal/whois/detail/example.com")]
    [InlineData("reverse_email", IocType.Email, "a+b@example.org", "http://fdp.internal/whois/reverse/email/a%2Bb@example.org?limit=10")]
    [InlineData("file_reputation", IocType.File, Given.Hash, "http://fdp.internal/api/v2/malfile_pro?param=46173adc26721fb54f6e1a1091a892d4&apikey=k%26y")]
    public void QiAnXin_GetsItsKeyInTheQuery_AndOnlyWhereItIsNeeded(string name, IocType type, string value, string url)
    {
        var operation = Given.Operation(name, new() { ApiKeys = ["k&y"], BaseUrl = new("http://fdp.internal") });

        using var request = operation.CreateRequest(new(type, value), operation.NeedsKey ? "k&y" : null, null, operation.Limit ?? 0);

        request.RequestUri!.AbsoluteUri.ShouldBe(url);
        request.Headers.Contains("apikey").ShouldBeFalse();
    }

    [Fact]
    public void CreateRequest_WithAKeyThatIsNotNeeded_KeepsItAtHome()
    {
        using var request = Given.Operation("flint").CreateRequest(Given.Asked, "k3y", null, 10);

        request.ToString().ShouldNotContain("k3y");
    }

    [Theory]
    [InlineData(100, 40)]
    [InlineData(40, 40)]
    [InlineData(7, 7)]
    public void CreateRequest_NeverAsksForMoreThanIsWantedOrAPageHolds(int remaining, int asked)
    {
        var operation = Given.Operation("domain_resolutions", Given.WithKeyAndHost with { Limit = 100 });

        using var request = operation.CreateRequest(Given.Asked, "k", null, remaining);

        request.RequestUri!.Query.ShouldBe($"?limit={asked}");
    }

    [Fact]
    public void CreateRequest_WithACursor_EncodesIt()
    {
        var operation = Given.Operation("domain_resolutions");

        using var request = operation.CreateRequest(Given.Asked, "k", new(null, "STEwCi4="), 10);

        request.RequestUri!.AbsoluteUri.ShouldBe("http://127.0.0.1:8080/api/v3/domains/example.com/resolutions?limit=10&cursor=STEwCi4%3D");
    }

    [Fact]
    public void CreateRequest_WithALink_FollowsItAsItIs()
    {
        var operation = Given.Operation("domain_resolutions");
        var next = new NextPage("http://127.0.0.1:8080/api/v3/domains/example.com/resolutions?cursor=a%2Fb%3D&limit=10", null);

        using var request = operation.CreateRequest(Given.Asked, "k", next, 10);

        operation.RefuseNext(next).ShouldBeNull();
        request.RequestUri!.AbsoluteUri.ShouldBe(next.Link);
        request.Headers.GetValues("x-apikey").ShouldBe(["k"]);
    }

    [Fact]
    public void CreateRequest_WithALink_AddsAKeyThatGoesInTheQuery()
    {
        var operation = Given.Operation("file_reputation");

        using var first = operation.CreateRequest(new(IocType.File, Given.Hash), "k3y", new("http://127.0.0.1:8080/x?page=2", null), 10);
        using var second = operation.CreateRequest(new(IocType.File, Given.Hash), "k3y", new("http://127.0.0.1:8080/x?apikey=k3y", null), 10);

        first.RequestUri!.Query.ShouldBe("?page=2&apikey=k3y");
        second.RequestUri!.Query.ShouldBe("?apikey=k3y");
    }

    [Theory]
    [InlineData("http://127.0.0.1:8081/next")]
    [InlineData("https://127.0.0.1:8080/next")]
    [InlineData("http://localhost:8080/next")]
    [InlineData("http://127.0.0.1:8080@evil.example/next")]
    [InlineData("http://me@127.0.0.1:8080/next")]
    [InlineData("http://127.0.0.1:8080.evil.example/next")]
    [InlineData("http://evil.example\\@127.0.0.1:8080/next")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/relative")]
    [InlineData("http://")]
    [InlineData("http://\u0627m/next")]
    [InlineData("nonsense")]
    public void RefuseNext_ToAnybodyElse_Refuses(string link)
    {
        var operation = Given.Operation("domain_resolutions");

        operation.RefuseNext(new(link, null)).ShouldBeOfType<PageOutcome.Malformed>().Detail.ShouldNotContain(link);
        Should.Throw<Exception>(() => operation.CreateRequest(Given.Asked, "k", new(link, null), 10));
    }

    [Theory]
    [InlineData("/v1/{value}", "https://own.example/api/v1/")]
    [InlineData("/api/v1/{value}", "https://own.example/api/v1/")]
    [InlineData("/apiary/{value}", "https://own.example/api/apiary/")]
    public void CreateRequest_JoinsBaseAndPath_WithoutSayingAnythingTwice(string path, string expected)
    {
        using var request = Given.Own($"\"path\": \"{path}\", {OneRelation}").CreateRequest(new(IocType.Domain, "x"), null, null, 10);

        request.RequestUri!.AbsoluteUri.ShouldBe(expected + "x");
    }

    [Theory]
    [InlineData("http://sim:81", "http://sim:81/api/v3/domains/example.com/resolutions?limit=10")]
    [InlineData("http://sim:81/", "http://sim:81/api/v3/domains/example.com/resolutions?limit=10")]
    [InlineData("http://sim:81/api/v3", "http://sim:81/api/v3/domains/example.com/resolutions?limit=10")]
    [InlineData("http://sim:81/proxy/api/v3/", "http://sim:81/proxy/api/v3/domains/example.com/resolutions?limit=10")]
    public void CreateRequest_WithABaseUrl_TakesItWithOrWithoutThePathOfTheApi(string baseUrl, string expected)
    {
        var operation = Given.Operation("domain_resolutions", new() { ApiKeys = ["k"], BaseUrl = new(baseUrl) });

        using var request = operation.CreateRequest(Given.Asked, "k", null, 10);

        request.RequestUri!.AbsoluteUri.ShouldBe(expected);
    }

    [Theory]
    [InlineData("domain_resolutions", "https://proxy.example:8443/vt/{domain}/res", "https://proxy.example:8443/vt/example.com/res?limit=10")]
    [InlineData("domain_resolutions", "http://sim/api/v3/domains/{value}/resolutions?limit=3", "http://sim/api/v3/domains/example.com/resolutions?limit=3")]
    [InlineData("flint", "http://sim/flint/rrset/{domain}/?mode=7",
        "http://sim/flint/rrset/example.com/?mode=7&start=20190101000000&end=20200101000000&rtype=1&limit=10")]
    [InlineData("file_reputation", "https://ti.qianxin.com/api/v2/malfile_pro", "https://ti.qianxin.com/api/v2/malfile_pro?param=example.com&apikey=k3y")]
    [InlineData("file_reputation", "https://sim/q?hash={file}&param=x", "https://sim/q?hash=example.com&param=x&apikey=k3y")]
    public void CreateRequest_WithAUrlOfTheUsers_HonoursIt(string name, string url, string expected)
    {
        var settings = new SourceSettings { ApiKeys = ["k3y"], Operations = new Dictionary<string, OperationSettings> { [name] = new() { Url = url } } };
        var operation = Given.Operation(name, settings);

        using var request = operation.CreateRequest(Given.Asked, "k3y", null, 10);

        request.RequestUri!.AbsoluteUri.ShouldBe(expected);
    }

    [Fact]
    public void Operation_Shape_HasAllThatShapesTheAnswerAndNoKey()
    {
        var settings = new SourceSettings
        {
            ApiKeys = ["k3y"],
            BaseUrl = new("https://fdp.internal:8443"),
            Operations = new Dictionary<string, OperationSettings>
            {
                ["flint"] = new() { Limit = 25, Parameters = new Dictionary<string, string> { ["mode"] = "7" } },
                ["reverse_email"] = new() { Url = "https://fdp.internal:8443/other/{email}?token=secret" },
            },
        };

        Given.Operation("flint", settings).Operation.Key
            .ShouldBe("QiAnXin/flint v1 limit=25 start=20190101000000 end=20200101000000 mode=7 rtype=1 fdp.internal:8443");
        Given.Operation("file_reputation", settings).Operation.Key.ShouldBe("QiAnXin/file_reputation v1 fdp.internal:8443");
        Given.Operation("domain_resolutions", new() { ApiKeys = ["k3y"] }).Operation.Key
            .ShouldBe("VirusTotal/domain_resolutions v1 limit=10 www.virustotal.com:443");
        Given.Operation("reverse_email", settings).Operation.Shape.ShouldMatch("^v1 limit=10 fdp\\.internal:8443 url#[0-9a-f]{8}$");
    }

    [Fact]
    public void Operation_Shape_WithTheSameUrlWrittenOut_IsTheSame()
    {
        var written = new SourceSettings
        {
            ApiKeys = ["k"],
            Operations = new Dictionary<string, OperationSettings>
            {
                ["domain_resolutions"] = new()
                {
                    Url = "https://www.virustotal.com/api/v3/domains/{domain}/resolutions",
                    Parameters = new Dictionary<string, string> { ["limit"] = "10" },
                },
            },
        };

        Given.Operation("domain_resolutions", written).Operation.Shape
            .ShouldBe(Given.Operation("domain_resolutions", new() { ApiKeys = ["k"] }).Operation.Shape);
    }

    [Fact]
    public void CreateRequest_OfAnyValue_KeepsItInItsPlace()
    {
        var inPath = Given.Own($"\"path\": \"/a/{{value}}/b\", {OneRelation}");
        var inQuery = Given.Own($"\"path\": \"/a\", \"query\": {{ \"q\": \"x{{value}}y\" }}, {OneRelation}");

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2000),
            Prop.ForAll<NonNull<string>>(text =>
            {
                var value = new Ioc(IocType.Domain, text.Get.Length == 0 ? "../?#%2e%2F\r\nX: y\0\u202E " : text.Get);
                using var path = inPath.CreateRequest(value, null, null, 1);
                using var query = inQuery.CreateRequest(value, null, null, 1);
                var expected = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(value.Value));

                path.RequestUri!.Authority.ShouldBe("own.example");
                path.RequestUri.Query.ShouldBeEmpty();
                path.RequestUri.AbsolutePath.Split('/').Length.ShouldBe(5);
                Uri.UnescapeDataString(path.RequestUri.AbsolutePath.Split('/')[3]).ShouldBe(expected);
                path.RequestUri.AbsolutePath.All(char.IsAscii).ShouldBeTrue();
                query.RequestUri!.AbsolutePath.ShouldBe("/api/a");
                query.RequestUri.Query.Split('&', '=').Length.ShouldBe(2);
                Uri.UnescapeDataString(query.RequestUri.Query.Split('=')[1]).ShouldBe($"x{expected}y");
            }));
    }

    [Theory]
    [InlineData(".", "%2E")]
    [InlineData("..", "%2E%2E")]
    [InlineData("../../etc", "..%2F..%2Fetc")]
    [InlineData("a/b?c#d", "a%2Fb%3Fc%23d")]
    [InlineData("%2e%2e", "%252e%252e")]
    [InlineData("a\r\nb\0", "a%0D%0Ab%00")]
    public void CreateRequest_OfAHostileValue_SendsItEncoded(string value, string expected)
    {
        using var request = Given.Own($"\"path\": \"/a/{{value}}\", {OneRelation}").CreateRequest(new(IocType.Domain, value), null, null, 1);

        request.RequestUri!.AbsoluteUri.ShouldBe($"https://own.example/api/a/{expected}");
    }

    [Fact]
    public void CreateRequest_WithHeadersOfTheDefinition_SendsThem()
    {
        var operation = Given.Own($"\"path\": \"/{{value}}\", \"headers\": {{ \"User-Agent\": \"Falcon Sandbox\", \"Accept\": \"text/json\" }}, {OneRelation}");

        using var request = operation.CreateRequest(Given.Asked, null, null, 1);

        request.Headers.GetValues("Accept").ShouldBe(["text/json"]);
        request.Headers.NonValidated["User-Agent"].ToString().ShouldBe("Falcon Sandbox");
    }
}
