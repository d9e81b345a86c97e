namespace IocExplorer.SourceSimulator;

/// <summary>Writes the configuration file of the original tool, with every URL pointing at a simulator.</summary>
internal static class ConfigFile
{
    public static string For(string server, string key) => $$"""
        [general]

        # How many steps away from a seed an IOC may stand
        depth = 3

        [VirusTotal]

        # The simulator takes any key unless it was started with --key
        api_key = {{key}}

        # One URL a relation
        ip_downloaded_files = {{server}}/api/v3/ip_addresses/{ip}/downloaded_files
        domain_downloaded_files = {{server}}/api/v3/domains/{domain}/downloaded_files
        domain_resolutions = {{server}}/api/v3/domains/{domain}/resolutions
        file_contacted_ips = {{server}}/api/v3/files/{file}/contacted_ips
        file_contacted_domains = {{server}}/api/v3/files/{file}/contacted_domains
        file_execution_parents = {{server}}/api/v3/files/{file}/execution_parents

        # How many values one relation may bring
        limit = 10

        [QiAnXin_TI]

        api_key = {{key}}
        file_reputation = {{server}}/api/v2/malfile_pro

        [QiAnXin_Whoisdb]

        registrant_email = {{server}}/whois/detail/{domain}
        reverse_email = {{server}}/whois/reverse/email/{email}
        reverse_email_limit = 10

        [QiAnXin_PDNS]

        flint = {{server}}/flint/rrset/{domain}/
        limit = 10

        # From when to when a record must have been seen, and how the two times are compared
        start = 20190101000000
        end = 20200101000000
        mode = 5

        # 1 is an address record
        rtype = 1

        """;
}
