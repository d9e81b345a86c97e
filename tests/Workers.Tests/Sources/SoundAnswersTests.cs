using IocExplorer.Messages;

namespace IocExplorer.Workers.Tests.Sources;

/// <summary>What is an answer although it lacks something, and what is none although it looks empty.</summary>
public sealed class SoundAnswersTests
{
    private static readonly string s_sha256 = new('d', 64);

    [Theory]
    [InlineData("DnsGoogle", "domain_a", IocType.Domain, """{"Status":0}""")]
    [InlineData("DnsCloudflare", "domain_aaaa", IocType.Domain, """{"Status":3,"Answer":null}""")]
    [InlineData("HybridAnalysis", "domain_files", IocType.Domain, """{"count":0,"result":null}""")]
    [InlineData("MalwareBazaar", "get_info", IocType.File, """{"query_status":"hash_not_found"}""")]
    [InlineData("Mnemonic", "domain", IocType.Domain, """{"responseCode":200,"count":0}""")]
    [InlineData("Mnemonic", "ip", IocType.IpAddress, """{"responseCode":404,"messages":[]}""")]
    [InlineData("OTX", "ip_urls", IocType.IpAddress, """{"full_size":0,"page_num":1,"has_next":true}""")]
    [InlineData("OTX", "domain_malware", IocType.Domain, """{"size":0,"count":0}""")]
    [InlineData("SecurityTrails", "ip_domains", IocType.IpAddress, """{"records":null,"record_count":0}""")]
    [InlineData("ThreatFox", "search_ioc", IocType.Domain, """{"query_status":"no_result","data":"Your search did not yield any results"}""")]
    [InlineData("URLhaus", "host", IocType.Domain, """{"query_status":"no_results"}""")]
    [InlineData("URLhaus", "payload", IocType.File, """{"query_status":"no_results","url_count":null}""")]
    [InlineData("Validin", "domain_dns", IocType.Domain, """{"status":"finished","records":null,"records_returned":0}""")]
    [InlineData("Validin", "domain_dns", IocType.Domain, """{"status":"finished","records":[],"records_returned":0}""")]
    [InlineData("CirclPassiveDns", "domain", IocType.Domain, "[]")]
    [InlineData("AbuseIPDB", "check", IocType.IpAddress, """{"data":{"ipAddress":"192.0.2.7","hostnames":null}}""")]
    [InlineData("InternetDB", "ip", IocType.IpAddress, """{"ip":"192.0.2.7","hostnames":null,"ports":null,"tags":null}""")]
    public void Read_OfNothingInTheSourcesOwnWords_IsEmpty(string source, string operation, IocType type, string body)
    {
        var page = new SourceUnderTest(source).Page(operation, type, ValueOf(type), body);

        page.Relations.ShouldBeEmpty();
        page.Tags.ShouldBeEmpty();
        page.Dropped.ShouldBe(0);
    }

    [Theory]
    [InlineData("CirclPassiveDns", "domain", IocType.Domain, "[\n{\"rrtype\":\"A\",\"rdata\":\"192.0.2.9\"},\n{\"rrtype\":\"SOA\"}]", "192.0.2.9")]
    [InlineData("MalwareBazaar", "get_info", IocType.File, """{"query_status":"ok","data":{"sha256_hash":"{other}"}}""", "{other}")]
    [InlineData("ThreatFox", "search_ioc", IocType.Domain, """{"query_status":"ok","data":{"ioc":"c2.example.net","ioc_type":"domain"}}""", "c2.example.net")]
    [InlineData("ThreatFox", "search_hash", IocType.File, """{"query_status":"ok","data":{"ioc":"192.0.2.9:443","ioc_type":"ip:port"}}""", "192.0.2.9")]
    public void Read_OfAListInAnotherForm_GivesItsValues(string source, string operation, IocType type, string body, string expected)
    {
        var other = new string('e', 64);

        new SourceUnderTest(source).Page(operation, type, ValueOf(type), body.Replace("{other}", other, StringComparison.Ordinal))
            .Relations.ShouldHaveSingleItem().Target.Value.ShouldBe(expected.Replace("{other}", other, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CirclPassiveDns", "domain", IocType.Domain, """[{"error":"busy"}]""")]
    [InlineData("MalwareBazaar", "get_info", IocType.File, """{"query_status":"ok","data":{"notice":"moved"}}""")]
    [InlineData("ThreatFox", "search_ioc", IocType.Domain, """{"query_status":"ok","data":{}}""")]
    [InlineData("Validin", "domain_dns", IocType.Domain, """{"status":"finished","records":[{"value":"192.0.2.9"}]}""")]
    [InlineData("Validin", "ip_dns", IocType.IpAddress, """{"status":"finished","records":["shop.example.net"]}""")]
    public void Read_OfAListOrAnObjectOfSomethingElse_IsMalformed(string source, string operation, IocType type, string body) =>
        new SourceUnderTest(source).Read(operation, type, ValueOf(type), body).ShouldBeOfType<PageOutcome.Malformed>();

    [Theory]
    [InlineData(0)]
    [InlineData(302)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(600)]
    public void Read_OfNothingInTheSourcesOwnWords_WithAStatusThatIsNoAnswer_IsNotEmpty(int status) =>
        new SourceUnderTest("ThreatFox").Read("search_ioc", IocType.Domain, ValueOf(IocType.Domain), """{"query_status":"no_result"}""", status)
            .ShouldNotBeOfType<PageOutcome.Page>();

    [Theory]
    [InlineData("OTX", "domain_urls", IocType.Domain, """{"full_size":12,"page_num":1,"has_next":true}""",
        "HTTP 200 that counts 12 in \"full_size\" and has no list in \"url_list\"")]
    [InlineData("OTX", "domain_passive_dns", IocType.Domain, """{"count":"3"}""", "HTTP 200 that counts 3 in \"count\" and has no list in \"passive_dns\"")]
    [InlineData("OTX", "ip_malware", IocType.IpAddress, """{"size":5,"count":5,"data":null}""",
        "HTTP 200 that counts 5 in \"size\" and has no list in \"data\"")]
    [InlineData("URLhaus", "host", IocType.Domain, """{"query_status":"ok","host":"shop.example.net","url_count":"2"}""",
        "HTTP 200 that counts 2 in \"url_count\" and has no list in \"urls\"")]
    [InlineData("Mnemonic", "domain", IocType.Domain, """{"responseCode":200,"count":4,"data":null}""",
        "HTTP 200 that counts 4 in \"count\" and has no list in \"data\"")]
    [InlineData("HybridAnalysis", "ip_files", IocType.IpAddress, """{"count":1,"result":null}""",
        "HTTP 200 that counts 1 in \"count\" and has no list in \"result\"")]
    [InlineData("SecurityTrails", "email_domains", IocType.Email, """{"records":null,"record_count":9}""",
        "HTTP 200 that counts 9 in \"record_count\" and has no list in \"records\"")]
    [InlineData("CirclPassiveSsl", "certificate", IocType.File, """{"hits":2,"certificate":"x"}""",
        "HTTP 200 that counts 2 in \"hits\" and has no list in \"seen\"")]
    [InlineData("Validin", "ip_dns", IocType.IpAddress, """{"status":"finished","records":null,"records_returned":6}""",
        "HTTP 200 that counts 6 in \"records_returned\" and has no list in \"records\"")]
    public void Read_OfACountWithoutAList_IsMalformed(string source, string operation, IocType type, string body, string detail) =>
        new SourceUnderTest(source).Read(operation, type, ValueOf(type), body).ShouldBe(new PageOutcome.Malformed(detail));

    [Theory]
    [InlineData("AbuseIPDB", "check", IocType.IpAddress)]
    [InlineData("CirclPassiveDns", "ip", IocType.IpAddress)]
    [InlineData("CirclPassiveSsl", "ip", IocType.IpAddress)]
    [InlineData("GreyNoise", "community", IocType.IpAddress)]
    [InlineData("Hashlookup", "lookup", IocType.File)]
    [InlineData("HybridAnalysis", "file_report", IocType.File)]
    [InlineData("InternetDB", "ip", IocType.IpAddress)]
    [InlineData("OTX", "ip_general", IocType.IpAddress)]
    [InlineData("OTX", "ip_passive_dns", IocType.IpAddress)]
    [InlineData("OTX", "file_analysis", IocType.File)]
    [InlineData("Pulsedive", "info", IocType.Domain)]
    [InlineData("Pulsedive", "domain_properties", IocType.Domain)]
    [InlineData("Validin", "domain_dns", IocType.Domain)]
    [InlineData("VirusTotal", "ip_object", IocType.IpAddress)]
    public void Read_OfAnObjectWithoutAnyMemberThatIsKnown_IsMalformed(string source, string operation, IocType type)
    {
        var asked = new SourceUnderTest(source);

        asked.Read(operation, type, ValueOf(type), "{}").ShouldBeOfType<PageOutcome.Malformed>();
        asked.Read(operation, type, ValueOf(type), """{"notice":"moved"}""").ShouldBeOfType<PageOutcome.Malformed>();
    }

    [Theory]
    [InlineData("AbuseIPDB", "check", IocType.IpAddress, """{"data":{}}""")]
    [InlineData("VirusTotal", "domain_object", IocType.Domain, """{"data":{}}""")]
    public void Read_OfAnItemWithoutAnyMember_WhereThereAlwaysIsOne_IsMalformed(string source, string operation, IocType type, string body) =>
        new SourceUnderTest(source).Read(operation, type, ValueOf(type), body).ShouldBeOfType<PageOutcome.Malformed>();

    [Fact]
    public void Read_OfAFurtherPageThatHasACountOnly_IsTheEnd()
    {
        var operation = Definitions.Given.Own("""
            "path": "/{value}", "paging": { "page": { "parameter": "p" } },
            "answer": { "items": "rows", "kinds": ["array", "missing"], "hasOneOf": "all", "total": "all" },
            "relations": [{ "label": "x", "yields": "domain", "value": "rows[*]" }]
            """);

        operation.ReadPage(200, """{"all":2}"""u8.ToArray(), Definitions.Given.Asked, 10).ShouldBeOfType<PageOutcome.Malformed>();
        operation.ReadPage(200, """{"all":2}"""u8.ToArray(), Definitions.Given.Asked, 10, new(null, "2"))
            .ShouldBeOfType<PageOutcome.Page>().Next.ShouldBeNull();
    }

    [Fact]
    public void Read_OfACodeThatMeansEmpty_IsEmptyUnlessTheSourcePointedThere()
    {
        var operation = Definitions.Given.Own("""
            "path": "/{value}", "paging": { "cursor": "more", "cursorParameter": "c" }, "answer": { "items": "rows" },
            "errors": { "code": "error.code", "empty": ["NotFound", 7] }, "relations": [{ "label": "x", "yields": "domain", "value": "rows[*]" }]
            """);

        foreach (var body in new[] { """{"error":{"code":"NotFound"}}"""u8.ToArray(), """{"error":{"code":7}}"""u8.ToArray() })
        {
            operation.ReadPage(200, body, Definitions.Given.Asked, 10).ShouldBeOfType<PageOutcome.Page>().Relations.ShouldBeEmpty();
            operation.ReadPage(400, body, Definitions.Given.Asked, 10).ShouldBeOfType<PageOutcome.Page>();
            operation.ReadPage(403, body, Definitions.Given.Asked, 10).ShouldBeOfType<PageOutcome.OperationRefused>();
            operation.ReadPage(500, body, Definitions.Given.Asked, 10).ShouldBeOfType<PageOutcome.Failed>();
            operation.ReadPage(200, body, Definitions.Given.Asked, 10, new(null, "k")).ShouldBeOfType<PageOutcome.Malformed>();
        }
    }

    [Fact]
    public void Read_OfASampleWithItsMd5Alone_IsAnAnswer() =>
        new SourceUnderTest("MalwareBazaar")
            .Tags("get_info", IocType.File, s_sha256, """{"query_status":"ok","data":[{"md5_hash":"0123456789abcdef0123456789abcdef","signature":"Any"}]}""")
            .ShouldContain($"{s_sha256} signature=Any known-bad");

    private static string ValueOf(IocType type) => type switch
    {
        IocType.IpAddress => "192.0.2.7",
        IocType.File => s_sha256,
        IocType.Email => "owner@example.net",
        _ => "shop.example.net",
    };
}
