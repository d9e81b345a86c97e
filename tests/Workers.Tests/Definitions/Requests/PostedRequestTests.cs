using IocExplorer.Messages;
using IocExplorer.Workers.Definitions.Catalogue;
using IocExplorer.Workers.Definitions.Reading;

namespace IocExplorer.Workers.Tests.Definitions.Requests;

public sealed class PostedRequestTests
{
    private const string Rest = """ "answer": { "items": "data" }, "relations": [{ "label": "x", "yields": "domain", "value": "data[*]" }] """;
    private static readonly Ioc s_file = new(IocType.File, Given.Hash);
    private static readonly Ioc s_mail = new(IocType.Email, "a+b@example.com");

    [Fact]
    public async Task CreateRequest_WithAForm_SendsItEncoded()
    {
        var operation = Given.Own("""
            "method": "POST", "path": "/v1/payload/", "kinds": { "md5": "md5_hash", "sha256": "sha256_hash" }, "form": { "{kind}": "{value}", "a b": "c&d" },
            """ + Rest);

        using var request = operation.CreateRequest(s_file, null, null, 10);

        request.Method.ShouldBe(HttpMethod.Post);
        request.RequestUri!.AbsoluteUri.ShouldBe("https://own.example/api/v1/payload/");
        request.Content!.Headers.ContentType!.MediaType.ShouldBe("application/x-www-form-urlencoded");
        (await request.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe($"md5_hash={Given.Hash}&a+b=c%26d");
    }

    [Fact]
    public async Task CreateRequest_WithJson_SendsTheValueAsText()
    {
        var operation = Given.Own(""" "method": "POST", "path": "/", "json": { "q": ["\"{value}\""], "exact": true, "n": 1.50, "no": null }, """ + Rest);

        using var request = operation.CreateRequest(s_mail, null, null, 10);

        request.Content!.Headers.ContentType!.ToString().ShouldBe("application/json");
        (await request.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .ShouldBe("""{"q":["\"a\u002Bb@example.com\""],"exact":true,"n":1.50,"no":null}""");
    }

    [Theory]
    [InlineData("{ \"header\": \"Authorization\", \"prefix\": \"BEARER \" }", "/x/{value}", "https://own.example/api/x/example.com", "BEARER us:er")]
    [InlineData("{ \"basic\": true }", "/x/{value}", "https://own.example/api/x/example.com", "Basic dXM6ZXI=")]
    [InlineData("{ \"path\": true }", "/{key}/{value}", "https://own.example/api/us:er/example.com", null)]
    [InlineData("{ \"query\": \"k\" }", "/x/{value}", "https://own.example/api/x/example.com?k=us%3Aer", null)]
    public void CreateRequest_WithAKey_PutsItWhereItBelongs(string key, string path, string url, string? authorization)
    {
        var operation = Given.Own($$""" "path": "{{path}}", {{Rest}} """, $$""", "key": {{key}}""", new() { ApiKeys = ["us:er"] });

        using var request = operation.CreateRequest(Given.Asked, "us:er", null, 10);

        request.RequestUri!.AbsoluteUri.ShouldBe(url);
        (request.Headers.TryGetValues("Authorization", out var values) ? values.Single() : null).ShouldBe(authorization);
    }

    [Theory]
    [InlineData("form", "\"form\": { \"host\": \"{value}\" }", "host=example.com&k=us%3Aer")]
    [InlineData("json", "\"json\": { \"host\": \"{value}\" }", """{"k":"us:er","host":"example.com"}""")]
    public async Task CreateRequest_WithAKeyInTheBody_PutsItThere(string place, string body, string expected)
    {
        var operation = Given.Own($$""" "method": "POST", "path": "/", {{body}}, {{Rest}} """, $$""", "key": { "{{place}}": "k" }""",
            new() { ApiKeys = ["us:er"] });

        using var request = operation.CreateRequest(Given.Asked, "us:er", null, 10);

        (await request.Content!.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(expected);
    }

    [Theory]
    [InlineData(true, "k")]
    [InlineData(false, null)]
    public void NeedsKey_OfASourceThatAnswersWithoutOne_IsSaidByWhatIsSet(bool isSet, string? expected)
    {
        var operation = Given.Own($$""" "path": "/{value}", {{Rest}} """, ", \"key\": { \"header\": \"x\", \"needed\": false }",
            isSet ? new() { ApiKeys = ["k"] } : new());

        using var request = operation.CreateRequest(Given.Asked, expected, null, 10);

        operation.NeedsKey.ShouldBe(isSet);
        request.Headers.Contains("x").ShouldBe(isSet);
    }

    [Theory]
    [InlineData(IocType.Url, "http://example.com/", "/{base64url}", "/api/aHR0cDovL2V4YW1wbGUuY29tLw")]
    [InlineData(IocType.IpAddress, "192.0.2.7", "/{arpa}", "/api/7.2.0.192.in-addr.arpa")]
    [InlineData(IocType.IpAddress, "2001:db8::1", "/{arpa}", "/api/1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa")]
    [InlineData(IocType.IpAddress, "2001:db8::1", "/{kind}/{value}", "/api/IPv6/2001:db8::1")]
    [InlineData(IocType.Domain, "example.co.uk", "/{kind}/{value}", "/api/domain/example.co.uk")]
    [InlineData(IocType.Domain, "www.example.com", "/{kind}/{value}", "/api/hostname/www.example.com")]
    [InlineData(IocType.Domain, "a-b.example", "/x?q=page.domain:{escaped}", "/api/x?q=page.domain%3Aa%5C-b.example")]
    public void CreateRequest_WithAPlace_PutsInWhatBelongsThere(IocType type, string value, string path, string expected)
    {
        var parts = path.Split("?q=");
        var query = parts.Length > 1 ? $$""" "query": { "q": "{{parts[1]}}" },""" : "";
        var accepts = """ "domain", "ip_address", "url" """;
        var json = $$"""
            { "name": "Own", "version": 1, "baseUrl": "https://own.example/api", "operations": [{
              "name": "op", "accepts": [{{accepts}}], "kinds": { "ipv4": "IPv4", "ipv6": "IPv6", "registered": "domain", "host": "hostname" },
              "path": "{{parts[0]}}", {{query}} {{Rest}} }] }
            """;
        var source = Given.Good(SourceDefinitions.Read("Own.json", System.Text.Encoding.UTF8.GetBytes(json))).Single();
        SourceOperation.TryCreate(source, source.Operations[0], new(), new(), out var operation, out _).ShouldBeTrue();

        using var request = operation!.CreateRequest(new(type, value), null, null, 10);

        request.RequestUri!.PathAndQuery.ShouldBe(expected);
    }

    [Theory]
    [InlineData(IocType.File, "46173adc26721fb54f6e1a1091a892d4", true)]
    [InlineData(IocType.File, "e889544aff85ffaf8b0d0da705105dee7c97fe26", false)]
    [InlineData(IocType.IpAddress, "192.0.2.1", true)]
    [InlineData(IocType.IpAddress, "2001:db8::1", false)]
    [InlineData(IocType.Domain, "www.example.com", true)]
    public void CanBeAskedAbout_OfKinds_GoesByThem(IocType type, string value, bool expected)
    {
        var operation = Given.Own($$""" "path": "/{value}", "kinds": ["md5", "sha256", "ipv4"], {{Rest}} """);

        operation.CanBeAskedAbout(new(type, value)).ShouldBe(expected);
    }
}
