using IocExplorer.Messages;

namespace IocExplorer.Workers.Tests.Sources;

/// <summary>What the later sources are asked, and what their answers mean, in samples of our own.</summary>
public sealed class FurtherSourcesTests
{
    private const string Name = "seed.example";
    private const string Address = "192.0.2.7";
    private static readonly string File = new('a', 64);
    private static readonly string OtherFile = new('b', 64);

    [Theory]
    [InlineData("Urlscan", "domain", IocType.Domain, Name,
        "GET https://urlscan.io/api/v1/search/?q=page.domain%3A%22seed.example%22&size=100 | API-Key: user:secret")]
    [InlineData("Urlscan", "ip", IocType.IpAddress, "2001:db8::7",
        "GET https://urlscan.io/api/v1/search/?q=page.ip%3A%222001%3Adb8%3A%3A7%22&size=100 | API-Key: user:secret")]
    [InlineData("Validin", "domain_dns", IocType.Domain, Name,
        "GET https://app.validin.com/api/axon/domain/dns/history/seed.example?limit=500 | Authorization: BEARER user:secret")]
    [InlineData("SecurityTrails", "domain_history", IocType.Domain, Name,
        "GET https://api.securitytrails.com/v1/history/seed.example/dns/a | APIKEY: user:secret")]
    [InlineData("SecurityTrails", "ip_domains", IocType.IpAddress, Address,
        "POST https://api.securitytrails.com/v1/domains/list | APIKEY: user:secret | {\"filter\":{\"ipv4\":\"192.0.2.7\"}}")]
    [InlineData("SecurityTrails", "email_domains", IocType.Email, "me@seed.example",
        "POST https://api.securitytrails.com/v1/domains/list | APIKEY: user:secret | {\"filter\":{\"whois_email\":\"me@seed.example\"}}")]
    [InlineData("HybridAnalysis", "domain_files", IocType.Domain, Name,
        "POST https://www.hybrid-analysis.com/api/v2/search/terms | User-Agent: Falcon Sandbox | api-key: user:secret | domain=seed.example")]
    [InlineData("CirclPassiveDns", "ip", IocType.IpAddress, Address, "GET https://www.circl.lu/pdns/query/192.0.2.7 | Authorization: Basic dXNlcjpzZWNyZXQ=")]
    [InlineData("AbuseIPDB", "check", IocType.IpAddress, "2001:db8::7",
        "GET https://api.abuseipdb.com/api/v2/check?ipAddress=2001%3Adb8%3A%3A7&maxAgeInDays=90 | Key: user:secret")]
    [InlineData("GreyNoise", "community", IocType.IpAddress, Address, "GET https://api.greynoise.io/v3/community/192.0.2.7 | key: user:secret")]
    [InlineData("Pulsedive", "info", IocType.Domain, Name, "GET https://pulsedive.com/api/info.php?indicator=seed.example&pretty=0&key=user%3Asecret")]
    [InlineData("DnsGoogle", "ip_ptr", IocType.IpAddress, Address, "GET https://dns.google/resolve?name=7.2.0.192.in-addr.arpa&type=PTR")]
    [InlineData("DnsCloudflare", "domain_aaaa", IocType.Domain, Name, "GET https://cloudflare-dns.com/dns-query?name=seed.example&type=AAAA")]
    public async Task Requests_AreAsTheSourceWantsThem(string source, string operation, IocType type, string value, string expected) =>
        (await new SourceUnderTest(source).AskAsync(operation, type, value)).ShouldBe(expected);

    [Fact]
    public void Urlscan_NamesThePageAndWhoLedThere()
    {
        const string Body = """
            {"results":[
              {"task":{"domain":"lure.example","time":"2023-02-01T23:49:29.142Z","url":"https://lure.example/x"},
                "page":{"domain":"seed.example","ip":"192.0.2.7"},"sort":[1675295369142,"u-1"]},
              {"task":{"domain":"seed.example","time":"2023-02-02T00:00:00.000Z","url":"https://seed.example/"},"page":{"domain":"www.seed.example","ip":""},
                "sort":[1675295369000,"u-2"]}],
             "total":2,"has_more":false}
            """;
        var urlscan = new SourceUnderTest("Urlscan");

        urlscan.Relations("domain", IocType.Domain, Name, Body).ShouldBe(
        [
            "urlscan: page to ip 192.0.2.7 2023-02-01T23:49:29 2023-02-01T23:49:29",
            "urlscan: page of domain www.seed.example 2023-02-02T00:00:00 2023-02-02T00:00:00",
            "urlscan: redirect from lure.example 2023-02-01T23:49:29 2023-02-01T23:49:29",
        ]);
        urlscan.Page("domain", IocType.Domain, Name, Body).Next.ShouldBeNull();
        urlscan.Read("domain", IocType.Domain, Name, """{"message":"Rate limit exceeded","status":429}""").ShouldBeOfType<PageOutcome.Throttled>();
        urlscan.Page("domain", IocType.Domain, Name, """{"results":[],"total":0,"has_more":false}""").Relations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Urlscan_GoesOnAfterTheLastRow()
    {
        var rows = string.Join(',', Enumerable.Range(1, 10).Select(i => $$$"""
            {"task":{"domain":"n{{{i}}}.example","time":"2023-02-01T23:49:29.142Z"},"page":{"domain":"seed.example","ip":"192.0.2.7"},
             "sort":[16752953{{{i:00000}}},"u-{{{i}}}"]}
            """));
        var urlscan = new SourceUnderTest("Urlscan");

        var next = urlscan.Page("domain", IocType.Domain, Name, $$"""{"results":[{{rows}}],"total":1511,"has_more":false}""").Next;

        next.ShouldBe(new NextPage(null, "1675295300010,u-10"));
        (await urlscan.AskAsync("domain", IocType.Domain, Name, next)).ShouldContain("search_after=1675295300010%2Cu-10");
    }

    [Fact]
    public void Validin_HasRecordsByType()
    {
        const string Body = """
            {"key":"seed.example","status":"finished","records":{
              "A":[{"value":"192.0.2.7","value_type":"ip4","first_seen":1566777600,"last_seen":1713268800}],
              "AAAA":[{"value":"2001:db8::7","first_seen":"1566777600","last_seen":null}],
              "NS":[{"value":"ns1.hosting.example.","value_type":"dom","first_seen":1566777600,"last_seen":1713268800}],
              "TXT":[{"value":"v=spf1 -all","value_type":"string"}]},"records_returned":4,"limited":true,"error":null}
            """;
        var validin = new SourceUnderTest("Validin");

        validin.Relations("domain_dns", IocType.Domain, Name, Body).ShouldBe(
        [
            "Validin: domain to ip 192.0.2.7 2019-08-26T00:00:00 2024-04-16T12:00:00",
            "Validin: domain to ip 2001:db8::7 2019-08-26T00:00:00",
            "Validin: domain to name server ns1.hosting.example 2019-08-26T00:00:00 2024-04-16T12:00:00",
        ]);
        validin.Page("domain_dns", IocType.Domain, Name, Body).More.ShouldBeTrue();
        validin.Page("ip_dns", IocType.IpAddress, Address, """{"status":"finished","records":{},"limited":false,"error":null}""").Relations.ShouldBeEmpty();
        validin.Read("ip_dns", IocType.IpAddress, Address, """{"status":"error","records":{},"error":"Query quota exceeded"}""")
            .ShouldNotBeOfType<PageOutcome.Page>();
    }

    [Fact]
    public void SecurityTrails_HasDaysAndPages()
    {
        var trails = new SourceUnderTest("SecurityTrails");

        trails.Relations("domain_history", IocType.Domain, Name, """
            {"records":[{"values":[{"ip":"192.0.2.7","ip_count":1},{"ip":"192.0.2.8"}],"type":"a","first_seen":"2019-08-31","last_seen":"2019-09-05"}],
             "pages":1}
            """).ShouldBe(
            ["SecurityTrails: domain to ip 192.0.2.7 2019-08-31T00:00:00 2019-09-05T00:00:00",
                "SecurityTrails: domain to ip 192.0.2.8 2019-08-31T00:00:00 2019-09-05T00:00:00"]);
        trails.Page("domain_history", IocType.Domain, Name, """{"records":[{"values":[{"ip":"192.0.2.7"}]}],"pages":3}""").Next
            .ShouldBe(new NextPage(null, "2"));
        trails.Relations("ip_domains", IocType.IpAddress, Address,
            """{"records":[{"hostname":"One.Example"},{"hostname":null}],"record_count":2,"meta":{"page":1,"max_page":1}}""")
            .ShouldBe(["SecurityTrails: ip to domain one.example"]);
        trails.Relations("domain_subdomains", IocType.Domain, Name, """{"subdomains":["www","*.api"],"meta":{"limit_reached":false}}""").ShouldBe(
            ["SecurityTrails: domain to subdomain www.seed.example", "SecurityTrails: domain to subdomain api.seed.example"]);
        trails.Read("domain_history", IocType.Domain, Name, "Please check user credentials", 401).ShouldBeOfType<PageOutcome.KeyRefused>();
        trails.Read("domain_history", IocType.Domain, Name, """{"message":"You've exceeded the usage limits for your account."}""", 429)
            .ShouldBeOfType<PageOutcome.Throttled>();
        trails.Read("domain_history", IocType.Domain, Name, """{"message":"not found"}""", 404).ShouldBeOfType<PageOutcome.Page>();
    }

    [Fact]
    public void HybridAnalysis_ReadsReportsAndTerms()
    {
        var body = $$"""
            [{"sha256":"{{File}}","md5":"{{new string('c', 32)}}","verdict":"malicious","threat_score":100,"vx_family":"Loader",
              "analysis_start_time":"2020-01-25T06:26:53+00:00",
              "hosts":["192.0.2.7"],"compromised_hosts":["192.0.2.8"],"domains":["one.example"],"tags":["loader"],
              "extracted_files":[{"sha256":"{{OtherFile}}","md5":"{{new string('d', 32)}}"},{"sha256":null},{"sha256":"{{File}}"}],
              "mitre_attcks":[{"attck_id":"T1179"}],"submissions":[{"url":null}]}]
            """;
        var hybrid = new SourceUnderTest("HybridAnalysis");

        hybrid.Relations("file_report", IocType.File, File, body).ShouldBe(
        [
            "HA: file to contacted ip 192.0.2.7 2020-01-25T06:26:53 2020-01-25T06:26:53",
            "HA: file to compromised host 192.0.2.8 2020-01-25T06:26:53 2020-01-25T06:26:53",
            "HA: file to contacted domain one.example 2020-01-25T06:26:53 2020-01-25T06:26:53",
            $"HA: file to extracted file {OtherFile} 2020-01-25T06:26:53 2020-01-25T06:26:53",
        ]);
        hybrid.Tags("file_report", IocType.File, File, body).ShouldBe(
            [$"{File} verdict=malicious known-bad", $"{File} threat_score=100 info", $"{File} vx_family=Loader known-bad", $"{File} tag:loader info",
                $"{File} attck:T1179 info"]);
        hybrid.Page("file_report", IocType.File, File, "[]").Relations.ShouldBeEmpty();
        hybrid.Relations("domain_files", IocType.Domain, Name, $$"""
            {"search_terms":[],"count":2,"result":[{"sha256":"{{File}}","verdict":"malicious","analysis_start_time":"2020-01-25 06:26:53"},{"sha256":null}]}
            """).ShouldBe(
            [$"HA: domain to file {File} 2020-01-25T06:26:53 2020-01-25T06:26:53"]);
        hybrid.Read("file_report", IocType.File, File, """{"message":"Exceeded maximum API requests for the hour"}""").ShouldBeOfType<PageOutcome.Throttled>();
        hybrid.Read("file_report", IocType.File, File, $$"""{"sha256":"{{File}}","message":"Something is wrong"}""").ShouldBeOfType<PageOutcome.Malformed>();
        hybrid.Read("file_report", IocType.File, File, """{"message":"API key is invalid"}""", 403).ShouldBeOfType<PageOutcome.OperationRefused>();
    }

    [Fact]
    public void CirclPassiveDns_IsReadLineByLine()
    {
        const string Body = """
            {"count":1,"time_first":1298398417,"rrtype":"A","rrname":"seed.example","rdata":"192.0.2.7","time_last":1299264077}
            {"count":1,"time_first":"1298398417","rrtype":"CNAME","rrname":"seed.example","rdata":"alias.example.","time_last":"1299264077"}
            {"count":1,"time_first":1298398417,"rrtype":"A","rrname":"seed.example","rdata":["192.0.2.8","192.0.2.9"],"time_last":1299264077}
            {"count":1,"time_first":1298398417,"rrtype":"MX","rrname":"seed.example","rdata":"10 mail.example.","time_last":1299264077}
            {"count":1,"time_first":1298398417,"rrtype":"TXT","rrname":"seed.example","rdata":"text.example","time_last":1299264077}


            """;
        var circl = new SourceUnderTest("CirclPassiveDns");
        const string Seen = " 2011-02-22T18:13:37 2011-03-04T18:41:17";

        circl.Relations("domain", IocType.Domain, Name, Body).ShouldBe(
        [
            "CIRCL: domain to ip 192.0.2.7" + Seen, "CIRCL: domain to ip 192.0.2.8" + Seen, "CIRCL: domain to ip 192.0.2.9" + Seen,
            "CIRCL: domain to alias alias.example" + Seen, "CIRCL: domain to mail server mail.example" + Seen,
        ]);
        circl.Relations("ip", IocType.IpAddress, "192.0.2.7", Body).ShouldBe(["CIRCL: ip to domain seed.example" + Seen]);
        circl.Page("domain", IocType.Domain, Name, "\n").Relations.ShouldBeEmpty();
        circl.Read("domain", IocType.Domain, Name, "<html><title>401</title></html>", 401).ShouldBeOfType<PageOutcome.KeyRefused>();
        circl.Read("domain", IocType.Domain, Name, "<html><title>Too many requests</title></html>").ShouldNotBeOfType<PageOutcome.Page>();
    }

    [Fact]
    public void CirclPassiveSsl_TagsCertificatesAndNamesNoFile()
    {
        var circl = new SourceUnderTest("CirclPassiveSsl");
        var print = new string('e', 40);
        var body = $$$"""{"192.0.2.7":{"certificates":["{{{print}}}"],"subjects":{"{{{print}}}":{"values":["CN=www.example"]} } } }""";

        circl.Tags("ip", IocType.IpAddress, Address, body).ShouldBe([$"192.0.2.7 certificate={print} info"]);
        circl.Relations("ip", IocType.IpAddress, Address, body).ShouldBeEmpty();
        circl.Relations("certificate", IocType.File, print, $$"""{"seen":["192.0.2.7"],"hits":1,"certificate":"{{print}}"}""")
            .ShouldBe(["CIRCL: certificate to ip 192.0.2.7"]);
    }

    [Theory]
    [InlineData("CirclPassiveSsl", "ip")]
    [InlineData("CirclPassiveDns", "ip")]
    public void Circl_KnowsNothing_AlsoUnderTheWebServersOwnPage(string source, string operation) =>
        new SourceUnderTest(source).Read(operation, IocType.IpAddress, Address, "<html><title>404: Not Found</title></html>", 404)
            .ShouldBeOfType<PageOutcome.Page>().Relations.ShouldBeEmpty();

    [Fact]
    public void AbuseIpDb_SaysHowBadAnAddressIs()
    {
        var abuse = new SourceUnderTest("AbuseIPDB");

        abuse.Tags("check", IocType.IpAddress, Address, """
            {"data":{"ipAddress":"192.0.2.7","isWhitelisted":null,"abuseConfidenceScore":90,"countryCode":"NL","usageType":"Data Center/Web Hosting/Transit",
             "isp":"Example","isTor":true,"totalReports":3,"lastReportedAt":"2026-03-08T06:12:11+00:00","reports":[{"comment":"see evil.example"}]}}
            """).ShouldBe(
        [
            "192.0.2.7 abuseConfidenceScore=90 known-bad", "192.0.2.7 isTor shared", "192.0.2.7 usageType=Data Center/Web Hosting/Transit hosting",
            "192.0.2.7 countryCode=NL info", "192.0.2.7 isp=Example info", "192.0.2.7 totalReports=3 info",
            "192.0.2.7 lastReportedAt=2026-03-08T06:12:11+00:00 info",
        ]);
        abuse.Tags("check", IocType.IpAddress, Address, """
            {"data":{"ipAddress":"192.0.2.7","isWhitelisted":true,"abuseConfidenceScore":0,"countryCode":null,"usageType":null,"hostnames":[],"totalReports":0,
             "lastReportedAt":null}}
            """).ShouldBe(
            ["192.0.2.7 abuseConfidenceScore=0 info", "192.0.2.7 isWhitelisted known-good"]);
        abuse.Relations("check", IocType.IpAddress, Address,
            """{"data":{"ipAddress":"192.0.2.7","abuseConfidenceScore":0,"domain":"isp.example","hostnames":["host.example","192.0.2.7"]}}""")
            .ShouldBe(["AbuseIPDB: ip to hostname host.example"]);
        abuse.Read("check", IocType.IpAddress, Address, """{"errors":[{"detail":"Daily rate limit of 1000 requests exceeded","status":429}]}""", 429)
            .ShouldBeOfType<PageOutcome.Throttled>();
        abuse.Read("check", IocType.IpAddress, Address, """{"errors":[{"detail":"Authentication failed.","status":401}]}""", 401)
            .ShouldBeOfType<PageOutcome.KeyRefused>();
        abuse.Read("check", IocType.IpAddress, Address, """{"errors":[{"detail":"must be valid","status":422}]}""", 422).ShouldBeOfType<PageOutcome.Failed>();
    }

    [Fact]
    public void GreyNoise_TellsServicesFromScanners()
    {
        var grey = new SourceUnderTest("GreyNoise");

        grey.Tags("community", IocType.IpAddress, Address,
            """{"ip":"192.0.2.7","noise":true,"riot":false,"classification":"malicious","name":"unknown","last_seen":"2026-02-18","message":"Success"}""")
            .ShouldBe(
            ["192.0.2.7 riot=false info", "192.0.2.7 noise=true scanner", "192.0.2.7 classification=malicious known-bad", "192.0.2.7 name=unknown info",
                "192.0.2.7 last_seen=2026-02-18 info"]);
        grey.Read("community", IocType.IpAddress, Address, """{"ip":"192.0.2.7","noise":false,"riot":false,"message":"IP not observed"}""", 404)
            .ShouldBeOfType<PageOutcome.Page>().Tags.ShouldBeEmpty();
        grey.Read("community", IocType.IpAddress, Address, """{"message":"Request is not a valid routable IPv4 address"}""", 400)
            .ShouldBeOfType<PageOutcome.Failed>();
    }

    [Fact]
    public void Pulsedive_TakesATextForAList()
    {
        var pulsedive = new SourceUnderTest("Pulsedive");
        const string Body = """
            {"iid":1,"indicator":"seed.example","risk":"high","umbrella_rank":5,"threats":[{"name":"Loader"}],
             "properties":{"dns":{"A":"192.0.2.7","AAAA":["2001:db8::7"],"NS":["ns.example"]},"whois":{"++email":"Please ask the registrar."}}}
            """;

        pulsedive.Tags("info", IocType.Domain, Name, Body)
            .ShouldBe(["seed.example risk=high known-bad", "seed.example threat:Loader known-bad", "seed.example umbrella_rank=5 info"]);
        pulsedive.Relations("domain_properties", IocType.Domain, Name, Body)
            .ShouldBe(["Pulsedive: domain to ip 192.0.2.7", "Pulsedive: domain to ip 2001:db8::7"]);
        pulsedive.Read("info", IocType.Domain, Name, """{"error":"Indicator not found."}""", 404).ShouldBeOfType<PageOutcome.Page>();
        pulsedive.Read("info", IocType.Domain, Name, """{"error":"API rate limit exceeded: 1 requests per second."}""", 429)
            .ShouldBeOfType<PageOutcome.Throttled>();
        pulsedive.Read("info", IocType.Domain, Name, """{"error":"API rate limit exceeded: 1 requests per second."}""").ShouldBeOfType<PageOutcome.Throttled>();
    }

    [Theory]
    [InlineData("DnsGoogle", "Google DNS")]
    [InlineData("DnsCloudflare", "Cloudflare DNS")]
    public void Dns_TellsRecordsByTheirNumber(string source, string label)
    {
        const string Body = """
            {"Status":0,"Question":[{"name":"seed.example.","type":1}],"Answer":[
              {"name":"seed.example.","type":5,"TTL":1,"data":"alias.example."},{"name":"alias.example.","type":1,"TTL":1,"data":"192.0.2.7"},
              {"name":"alias.example.","type":46,"TTL":1,"data":"a 13 2 sig.example."}]}
            """;
        var dns = new SourceUnderTest(source);

        dns.Relations("domain_a", IocType.Domain, Name, Body).ShouldBe([$"{label}: domain to ip 192.0.2.7", $"{label}: domain to alias alias.example"]);
        dns.Relations("domain_mx", IocType.Domain, Name, """{"Status":0,"Answer":[{"name":"seed.example.","type":15,"TTL":1,"data":"10 mail.example."}]}""")
            .ShouldBe([$"{label}: domain to mail server mail.example"]);
        dns.Relations("ip_ptr", IocType.IpAddress, Address,
            """{"Status":0,"Answer":[{"name":"7.2.0.192.in-addr.arpa.","type":12,"TTL":1,"data":"host.example."}]}""")
            .ShouldBe([$"{label}: ip to reverse name host.example"]);
        dns.Page("domain_a", IocType.Domain, Name, """{"Status":3,"Question":[{"name":"seed.example.","type":1}]}""").Relations.ShouldBeEmpty();
        dns.Page("domain_a", IocType.Domain, Name, """{"Status":0,"Question":[{"name":"seed.example.","type":1}],"Authority":[]}""").Relations.ShouldBeEmpty();
        dns.Read("domain_a", IocType.Domain, Name, """{"Status":2,"Question":[]}""").ShouldBeOfType<PageOutcome.Failed>().MayPass.ShouldBeTrue();
        dns.Read("domain_a", IocType.Domain, Name, """{"Status":5,"Question":[],"Comment":"Rate limited"}""").ShouldBeOfType<PageOutcome.Throttled>();
        dns.Definition.IsActive.ShouldBeTrue();
    }
}
