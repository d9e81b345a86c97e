using IocExplorer.Workers.Definitions.Catalogue;
using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Settings;
using IocExplorer.Workers.Tests.Definitions;

namespace IocExplorer.Workers.Tests.Sources;

/// <summary>Which operations of which source read a recorded answer.</summary>
internal static class RecordedOperations
{
    /// <summary>The source of each provider.</summary>
    public static readonly IReadOnlyDictionary<string, string> Sources = new Dictionary<string, string>
    {
        ["virustotal"] = "VirusTotal",
        ["qianxin"] = "QiAnXin",
        ["circl-hashlookup"] = "Hashlookup",
        ["crtsh"] = "CrtSh",
        ["shodan-internetdb"] = "InternetDB",
        ["otx"] = "OTX",
        ["urlhaus"] = "URLhaus",
        ["threatfox"] = "ThreatFox",
        ["malwarebazaar"] = "MalwareBazaar",
        ["urlscan"] = "Urlscan",
        ["validin"] = "Validin",
        ["securitytrails"] = "SecurityTrails",
        ["hybrid-analysis"] = "HybridAnalysis",
        ["circl-pdns"] = "CirclPassiveDns",
        ["abuseipdb"] = "AbuseIPDB",
        ["greynoise"] = "GreyNoise",
        ["pulsedive"] = "Pulsedive",
        ["doh-google"] = "DnsGoogle",
        ["doh-cloudflare"] = "DnsCloudflare",
    };

    // The first part of a file's name that is met says it.
    private static readonly (string Part, string Operations)[] Table =
    [
        ("qianxin/flint", "flint"),
        ("qianxin/malfile", "file_reputation file_report"),
        ("qianxin/whois_detail", "registrant_email whois_v3"),
        ("qianxin/whois_reverse", "reverse_email whois_v3_reverse"),
        ("virustotal/file_contacted_domains", "file_contacted_domains"),
        ("virustotal/file_contacted_ips", "file_contacted_ips"),
        ("virustotal/file_execution_parents", "file_execution_parents"),
        ("virustotal/file_b665290b", "file_object"),
        ("virustotal/ip_1.1.1.1_relationships", "ip_object"),
        ("virustotal/ip_1.1.1.1_object", "ip_object"),
        ("virustotal/domain_gist.github.com_object", "domain_object"),
        ("virustotal/domain_github.com_object", "domain_object"),
        ("virustotal/domain_github.com_communicating_files", "domain_communicating_files"),
        ("virustotal/domain_github.com_siblings", "domain_siblings"),
        ("virustotal/ip_1.1.1.1_downloaded_files", "ip_downloaded_files"),
        ("virustotal/ip_45.83.140.140_resolutions", "ip_resolutions"),
        ("virustotal/url_example.com_downloaded", "url_downloaded_files"),
        ("virustotal/domain_github.com_historical_whois", "domain_whois"),
        ("virustotal/", "domain_resolutions"),
        ("circl-hashlookup/", "lookup"),
        ("crtsh/", "certificates"),
        ("shodan-internetdb/", "ip"),
        ("otx/domain_jppost", "domain_passive_dns"),
        ("otx/error", "domain_passive_dns ip_urls"),
        ("otx/file", "file_analysis"),
        ("otx/ip_malware", "ip_malware"),
        ("otx/ip_url", "ip_urls"),
        ("otx/ip", "ip_passive_dns"),
        ("urlhaus/url", "url"),
        ("urlhaus/", "host"),
        ("threatfox/", "search_ioc"),
        ("malwarebazaar/", "get_info"),
        ("urlscan/", "domain domain_urls"),
        ("validin/domain", "domain_dns"),
        ("securitytrails/ip", "ip_domains"),
        ("securitytrails/", "domain_history"),
        ("hybrid-analysis/search_terms", "domain_files"),
        ("hybrid-analysis/", "file_report"),
        ("circl-pdns/pssl", "certificate"),
        ("circl-pdns/", "domain"),
        ("abuseipdb/", "check"),
        ("greynoise/", "community"),
        ("pulsedive/domain", "info domain_properties"),
        ("doh-google/example.com_AAAA", "domain_aaaa"),
        ("doh-google/", "domain_a"),
        ("doh-cloudflare/example.com_AAAA", "domain_aaaa"),
    ];

    public static IReadOnlyList<SourceOperation> For(RecordedAnswer answer)
    {
        var (_, operations) = Array.Find(Table, t => answer.Name.StartsWith(t.Part, StringComparison.Ordinal));
        operations.ShouldNotBeNull($"no operation reads {answer.Name}");
        var name = answer.Name.StartsWith("circl-pdns/pssl", StringComparison.Ordinal) ? "CirclPassiveSsl" : Sources[answer.Provider];
        var source = Given.BuiltIn.Single(s => s.Name == name);
        return [.. operations.Split(' ').Select(operation => Create(source, operation))];
    }

    private static SourceOperation Create(SourceDefinition source, string name)
    {
        SourceSettings settings = new() { ApiKeys = ["k3y"], BaseUrl = source.Name == "QiAnXin" ? new("http://fdp.example") : null, Limit = 1000 };
        SourceOperation.TryCreate(source, source.Operations.Single(o => o.Name == name), settings, new(), out var operation, out var off)
            .ShouldBeTrue(off?.Reason);
        return operation!;
    }
}
