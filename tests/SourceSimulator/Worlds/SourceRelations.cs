namespace IocExplorer.SourceSimulator.Worlds;

/// <summary>
/// What the sources with dialects of their own can tell, beside the eleven relations of <see cref="RelationTable"/>. The simulator keeps its own table
/// on purpose: when it and the program under test disagree, a tree shows it. New rows go to the end: answers of synthetic worlds depend on a row's number.
/// </summary>
public static class SourceRelations
{
    private static readonly List<SourceRelation> Made = [];

    public static SourceRelation RdapRegistrant { get; } = Make("RDAP", "registrant_email", IocType.Domain, IocType.Email, most: 1);

    public static SourceRelation RdapNameserver { get; } = Make("RDAP", "nameserver", IocType.Domain, IocType.Domain, most: 2);

    public static SourceRelation MnemonicAddress { get; } = Make("Mnemonic", "address", IocType.Domain, IocType.IpAddress);

    public static SourceRelation MnemonicAlias { get; } = Make("Mnemonic", "alias", IocType.Domain, IocType.Domain, most: 1);

    public static SourceRelation MnemonicName { get; } = Make("Mnemonic", "name", IocType.IpAddress, IocType.Domain);

    public static SourceRelation CrtShName { get; } = Make("CrtSh", "certificate_name", IocType.Domain, IocType.Domain);

    public static SourceRelation InternetDbName { get; } = Make("InternetDB", "hostname", IocType.IpAddress, IocType.Domain);

    public static SourceRelation OtxAddress { get; } = Make("OTX", "address", IocType.Domain, IocType.IpAddress);

    public static SourceRelation OtxName { get; } = Make("OTX", "name", IocType.IpAddress, IocType.Domain);

    public static SourceRelation OtxDomainMalware { get; } = Make("OTX", "domain_malware", IocType.Domain, IocType.File);

    public static SourceRelation OtxAddressMalware { get; } = Make("OTX", "address_malware", IocType.IpAddress, IocType.File);

    public static SourceRelation OtxDomainUrl { get; } = Make("OTX", "domain_url", IocType.Domain, IocType.Url);

    public static SourceRelation OtxAddressUrl { get; } = Make("OTX", "address_url", IocType.IpAddress, IocType.Url);

    public static SourceRelation UrlhausDomainUrl { get; } = Make("URLhaus", "domain_url", IocType.Domain, IocType.Url);

    public static SourceRelation UrlhausAddressUrl { get; } = Make("URLhaus", "address_url", IocType.IpAddress, IocType.Url);

    public static SourceRelation UrlhausUrlPayload { get; } = Make("URLhaus", "url_payload", IocType.Url, IocType.File);

    public static SourceRelation UrlhausFileUrl { get; } = Make("URLhaus", "file_url", IocType.File, IocType.Url);

    public static SourceRelation ThreatFoxDomainSample { get; } = Make("ThreatFox", "domain_sample", IocType.Domain, IocType.File);

    public static SourceRelation ThreatFoxAddressSample { get; } = Make("ThreatFox", "address_sample", IocType.IpAddress, IocType.File);

    public static SourceRelation ThreatFoxFileAddress { get; } = Make("ThreatFox", "file_address", IocType.File, IocType.IpAddress);

    public static SourceRelation ThreatFoxFileDomain { get; } = Make("ThreatFox", "file_domain", IocType.File, IocType.Domain);

    public static SourceRelation UrlscanAddress { get; } = Make("Urlscan", "page_ip", IocType.Domain, IocType.IpAddress);

    public static SourceRelation UrlscanRedirect { get; } = Make("Urlscan", "task_domain", IocType.Domain, IocType.Domain);

    public static SourceRelation UrlscanName { get; } = Make("Urlscan", "page_domain", IocType.IpAddress, IocType.Domain);

    public static SourceRelation ValidinAddress { get; } = Make("Validin", "address", IocType.Domain, IocType.IpAddress);

    public static SourceRelation ValidinNameserver { get; } = Make("Validin", "nameserver", IocType.Domain, IocType.Domain, most: 2);

    public static SourceRelation ValidinName { get; } = Make("Validin", "name", IocType.IpAddress, IocType.Domain);

    public static SourceRelation SecurityTrailsAddress { get; } = Make("SecurityTrails", "address", IocType.Domain, IocType.IpAddress);

    public static SourceRelation SecurityTrailsName { get; } = Make("SecurityTrails", "name", IocType.IpAddress, IocType.Domain);

    public static SourceRelation SecurityTrailsOwned { get; } = Make("SecurityTrails", "owned", IocType.Email, IocType.Domain);

    public static SourceRelation SecurityTrailsSubdomain { get; } = Make("SecurityTrails", "subdomain", IocType.Domain, IocType.Domain);

    public static SourceRelation HybridAddress { get; } = Make("HybridAnalysis", "contacted_ip", IocType.File, IocType.IpAddress);

    public static SourceRelation HybridDomain { get; } = Make("HybridAnalysis", "contacted_domain", IocType.File, IocType.Domain);

    public static SourceRelation HybridExtracted { get; } = Make("HybridAnalysis", "extracted_file", IocType.File, IocType.File);

    public static SourceRelation HybridDomainFile { get; } = Make("HybridAnalysis", "domain_file", IocType.Domain, IocType.File);

    public static SourceRelation HybridAddressFile { get; } = Make("HybridAnalysis", "address_file", IocType.IpAddress, IocType.File);

    public static SourceRelation CirclAddress { get; } = Make("CirclPassiveDns", "address", IocType.Domain, IocType.IpAddress);

    public static SourceRelation CirclAlias { get; } = Make("CirclPassiveDns", "alias", IocType.Domain, IocType.Domain, most: 1);

    public static SourceRelation CirclName { get; } = Make("CirclPassiveDns", "name", IocType.IpAddress, IocType.Domain);

    public static SourceRelation AbuseIpDbName { get; } = Make("AbuseIPDB", "hostname", IocType.IpAddress, IocType.Domain, most: 2);

    public static SourceRelation PulsediveAddress { get; } = Make("Pulsedive", "address", IocType.Domain, IocType.IpAddress);

    public static SourceRelation PulsediveName { get; } = Make("Pulsedive", "name", IocType.IpAddress, IocType.Domain, most: 1);

    public static SourceRelation DnsGoogleAddress { get; } = Make("DnsGoogle", "address", IocType.Domain, IocType.IpAddress, most: 3);

    public static SourceRelation DnsGoogleName { get; } = Make("DnsGoogle", "name", IocType.IpAddress, IocType.Domain, most: 1);

    public static SourceRelation DnsCloudflareAddress { get; } = Make("DnsCloudflare", "address", IocType.Domain, IocType.IpAddress, most: 3);

    public static SourceRelation DnsCloudflareName { get; } = Make("DnsCloudflare", "name", IocType.IpAddress, IocType.Domain, most: 1);

    public static SourceRelation VirusTotalAddressResolution { get; } = Make("VirusTotal", "ip_resolutions", IocType.IpAddress, IocType.Domain);

    public static SourceRelation VirusTotalSubdomain { get; } = Make("VirusTotal", "domain_subdomains", IocType.Domain, IocType.Domain);

    public static SourceRelation VirusTotalSibling { get; } = Make("VirusTotal", "domain_siblings", IocType.Domain, IocType.Domain);

    public static SourceRelation VirusTotalDomainCommunicating { get; } = Make("VirusTotal", "domain_communicating_files", IocType.Domain, IocType.File);

    public static SourceRelation VirusTotalDomainReferrer { get; } = Make("VirusTotal", "domain_referrer_files", IocType.Domain, IocType.File);

    public static SourceRelation VirusTotalAddressCommunicating { get; } = Make("VirusTotal", "ip_communicating_files", IocType.IpAddress, IocType.File);

    public static SourceRelation VirusTotalAddressReferrer { get; } = Make("VirusTotal", "ip_referrer_files", IocType.IpAddress, IocType.File);

    public static SourceRelation VirusTotalDropped { get; } = Make("VirusTotal", "file_dropped_files", IocType.File, IocType.File);

    public static SourceRelation VirusTotalBundled { get; } = Make("VirusTotal", "file_bundled_files", IocType.File, IocType.File);

    public static SourceRelation VirusTotalContactedUrl { get; } = Make("VirusTotal", "file_contacted_urls", IocType.File, IocType.Url);

    public static SourceRelation VirusTotalUrlServer { get; } = Make("VirusTotal", "url_last_serving_ip_address", IocType.Url, IocType.IpAddress, most: 1);

    public static SourceRelation VirusTotalUrlLocation { get; } = Make("VirusTotal", "url_network_location", IocType.Url, IocType.Domain, most: 1);

    public static SourceRelation VirusTotalUrlDownload { get; } = Make("VirusTotal", "url_downloaded_files", IocType.Url, IocType.File);

    public static SourceRelation QiAnXinName { get; } = Make("QiAnXin", "rdata_name", IocType.IpAddress, IocType.Domain);

    public static SourceRelation QiAnXinFileUrl { get; } = Make("QiAnXin", "file_url", IocType.File, IocType.Url);

    public static IReadOnlyList<SourceRelation> All => Made;

    private static SourceRelation Make(string source, string name, IocType accepts, IocType yields, int most = 0)
    {
        var relation = new SourceRelation(Made.Count, source, name, accepts, yields, most);
        Made.Add(relation);
        return relation;
    }
}
