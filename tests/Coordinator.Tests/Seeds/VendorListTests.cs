namespace IocExplorer.Coordinator.Tests.Seeds;

public class VendorListTests
{
    private const string Hash = "0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c";
    private const string Md5 = "0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d";

    [Theory]
    [InlineData("Indicator_type,Data,Note", "hostname,www[.]sample[.]example,first stage", "domain www.sample.example")]
    [InlineData("Indicator_type,Data,Note", $"sha256,{Hash},\"Loader, signed\"", $"file {Hash}")]
    [InlineData("Indicator type,Indicator,Description", "IPv4,198.51.100[.]7,", "ip_address 198.51.100.7")]
    [InlineData("Indicator type,Indicator,Description", $"FileHash-MD5,{Md5},x", $"file {Md5}")]
    [InlineData("INDICATOR_VALUE,TYPE,COMMENT,ROLE", "sample[.]example,FQDN,seen,C2", "domain sample.example")]
    [InlineData("value,type", "me[@]sample.example,email-src", "email me@sample.example")]
    [InlineData("uuid,event_id,category,type,value,comment,to_ids,date", "0-1,10,Network activity,ip-dst|port,198.51.100.7|443,\"\",1,20260101",
        "ip_address 198.51.100.7")]
    [InlineData("uuid,event_id,category,type,value,comment,to_ids,date", $"0-1,10,Payload delivery,filename|sha256,a.exe|{Hash},\"\",1,20260101",
        $"file {Hash}")]
    [InlineData("first_seen_utc,ioc_id,ioc_value,ioc_type,threat_type", "\"2026-01-01 00:00:00\", \"5\", \"198.51.100.7:443\", \"ip:port\", \"botnet_cc\"",
        "ip_address 198.51.100.7")]
    [InlineData("id,dateadded,url,url_status,tags", "\"1\",\"2026-01-01\",\"http://sample.example/a,b\",\"online\",\"x\"", "url http://sample.example/a,b")]
    [InlineData("first_seen,sha256_hash,md5_hash,sha1_hash,reporter", $"2026-01-01,{Hash},{Md5},,me", $"file {Hash}")]
    [InlineData("first_seen,sha256_hash,md5_hash,sha1_hash,reporter", $"2026-01-01,,{Md5},,me", $"file {Md5}")]
    [InlineData("dst_ip,dst_port,malware", "198.51.100.7,443,x", "ip_address 198.51.100.7")]
    [InlineData("domain,ip,first seen", "sample.example,198.51.100.7,2026", "domain sample.example, ip_address 198.51.100.7")]
    [InlineData("hostname,comment", "198.51.100.7,c2", "ip_address 198.51.100.7")]
    [InlineData("id;entity_type;value;created", "\"5\";\"Domain-Name\";\"sample.example\";\"2026\"", "domain sample.example")]
    [InlineData("type\tvalue\tnote", "url\thxxp://sample[.]example/a\ta, b; c", "url http://sample.example/a")]
    [InlineData("| type | value | note |\n|---|---|---|", "| domain | `sample[.]example` | c2 |", "domain sample.example")]
    [InlineData("# made today\n# id,ioc,malware", "7,sample.example,x", "domain sample.example")]
    [InlineData("sep=;\ntype;value", "domain;sample.example", "domain sample.example")]
    [InlineData("sep=,", "domain,sample.example", "domain sample.example")]
    [InlineData("type,value,reference", "domain,sample.example,https://report.example/2026/1", "domain sample.example")]
    [InlineData("type,value,note", "observable:domain-name,sample.example,x", "domain sample.example")]
    [InlineData("type,value,note", "C2,sample.example,x", "domain sample.example")]
    [InlineData("SHA256,Verdict", $"{Hash},bad", $"file {Hash}")]
    [InlineData("URL;Beschreibung", "http://sample.example/a;b c", "url http://sample.example/a")]
    [InlineData("url", "http://sample.example/a,b;c", "url http://sample.example/a,b;c")]
    [InlineData("sha256", Hash, $"file {Hash}")]
    [InlineData("\"Name\",\"Risk\",\"Risk String\"", "\"198.51.100.7\",\"92\",\"3/50\"", "ip_address 198.51.100.7")]
    [InlineData("Bad one,Remark", "sample.example,first stage", "domain sample.example")]
    [InlineData("dataType,data,tlp,tags", "fqdn,www.sample.example,3,\"a,b\"", "domain www.sample.example")]
    [InlineData("#fields\tindicator\tindicator_type\tmeta.source",
        $"sample.example/a\tIntel::URL\tx\n198.51.100.7\tIntel::ADDR\tx\n{Md5}\tIntel::FILE_HASH\tx\nloader.exe\tIntel::FILE_NAME\tx",
        $"domain sample.example, ip_address 198.51.100.7, file {Md5}, 5 is of the type 'Intel::FILE_NAME', which is not explored")]
    [InlineData("type,value,to_ids", "domain|ip,sample.example|198.51.100.7,1", "domain sample.example, ip_address 198.51.100.7")]
    [InlineData("127.0.0.1 localhost\n::1\tlocalhost ip6-localhost", "0.0.0.0\tsample.example\n127.0.0.1 www.sample.example # x\n::1 third.sample.example",
        "domain sample.example, domain www.sample.example, domain third.sample.example")]
    [InlineData("127.0.0.1 localhost a.example", "0.0.0.0 b.example c.example ip6-localhost d.example # e.example\n:: f.example third // g.example",
        "domain a.example, domain b.example, domain c.example, domain d.example, domain f.example")]
    [InlineData("[Adblock Plus 2.0]\n! Title: x", "||sample.example^$all\n||www.sample.example^", "domain sample.example, domain www.sample.example")]
    [InlineData("# x", $"MD5 (a.exe) = {Md5}\nSHA256 (b c.exe) = {Hash}", $"file {Md5}, file {Hash}")]
    [InlineData("domains", "sample.example\n# x\nwww.sample.example", "domain sample.example, domain www.sample.example")]
    public void Read_OfAListThatNamesItsColumns_TakesTheValues(string header, string lines, string expected) =>
        Listed.Of($"{header}\r\n{lines}\r\n").ShouldBe(expected);

    [Theory]
    [InlineData("sample.example,domain", "domain sample.example")]
    [InlineData("ip,198.51.100.7,C2", "ip_address 198.51.100.7")]
    [InlineData("domain;sample.example;C2", "domain sample.example")]
    [InlineData("domain\tsample.example", "domain sample.example")]
    [InlineData("\tsample.example", "domain sample.example")]
    [InlineData(";sample.example", "domain sample.example")]
    [InlineData("sample.example,first stage", "domain sample.example")]
    [InlineData("sample.example,Trojan.Sample,https://report.example/1", "domain sample.example")]
    [InlineData("2026-01-01,sample.example,Emotet", "domain sample.example")]
    [InlineData("198.51.100.7,abuse @ sample.example", "ip_address 198.51.100.7")]
    [InlineData("198.51.100.7,me@sample.example (its owner)", "ip_address 198.51.100.7")]
    [InlineData("2026-01-01,abuse @ sample.example,Emotet", "email abuse@sample.example")]
    [InlineData("2026-01-01,http://sample.example/a,malware_download", "domain sample.example")]
    [InlineData("sample.example # C2", "domain sample.example")]
    [InlineData("198.51.100.7 // C2", "ip_address 198.51.100.7")]
    [InlineData("sample.example - the C2", "domain sample.example")]
    [InlineData("domain,sample.example # C2", "domain sample.example")]
    [InlineData("sample.example (C2)", "domain sample.example")]
    [InlineData("- sample[.]example", "domain sample.example")]
    [InlineData("2. sample[.]example", "domain sample.example")]
    [InlineData("IP: 198.51.100.7", "ip_address 198.51.100.7")]
    [InlineData($"SHA256: {Hash}", $"file {Hash}")]
    [InlineData($"sha256,sha256:{Hash}", $"file {Hash}")]
    [InlineData("0.0.0.0 sample.example", "domain sample.example")]
    [InlineData("0.0.0.0 sample.example (see www.sample.example)", "domain sample.example")]
    [InlineData("domain   sample.example", "domain sample.example")]
    [InlineData($"{Md5}  loader.exe", $"file {Md5}")]
    [InlineData($"loader.exe,{Md5}", $"file {Md5}")]
    [InlineData($"{Md5} command.com", $"file {Md5}")]
    [InlineData($"{Md5} *{Md5}", $"file {Md5}")]
    [InlineData($"{Md5}  icon@2x.png", $"file {Md5}")]
    [InlineData($"{Md5}  traffic of 198.51.100.7 today", $"file {Md5}")]
    [InlineData($"{Md5} *traffic of 198.51.100.7", $"file {Md5}")]
    [InlineData($"MD5 (traffic of 198.51.100.7 today) = {Md5}", $"file {Md5}")]
    [InlineData($"{Md5} 198.51.100.7/loader", $"file {Md5}")]
    [InlineData($"{Md5} (from 198.51.100.7)", $"file {Md5}")]
    [InlineData("sample.example   the first stage", "domain sample.example")]
    [InlineData(".sample.example", "domain sample.example")]
    [InlineData("||sample.example^", "domain sample.example")]
    [InlineData("Domains:\nsample.example\n\nIPs:\n198.51.100.7", "domain sample.example, ip_address 198.51.100.7")]
    [InlineData("// sample.example", "")]
    [InlineData("; sample.example", "")]
    [InlineData("email,Somebody <me@sample.example>", "email me@sample.example")]
    public void Read_OfALineWithMoreThanTypeAndValue_TakesTheValue(string line, string expected) => Listed.Of(line).ShouldBe(expected);

    [Theory]
    [InlineData("sample.example,198.51.100.7", "1 holds several values")]
    [InlineData("sample.example|198.51.100.7", "1 holds several values")]
    [InlineData("198.51.100.7,abuse@sample.example", "1 holds several values")]
    [InlineData($"{Md5} 198.51.100.7", "1 holds several values")]
    [InlineData($"{Md5}  198.51.100.7", "1 holds several values")]
    [InlineData($"198.51.100.7, {Md5}", "1 holds several values")]
    [InlineData($"198.51.100.7 {Md5} loader.exe", "1 holds several values")]
    [InlineData($"MD5: {Md5} IP: 198.51.100.7", "1 holds several values")]
    [InlineData($"{Md5} me@sample.example", "1 holds several values")]
    [InlineData($"{Md5} {Hash}", "1 holds several values")]
    [InlineData($"{Md5} domain sample.example", "1 holds several values")]
    [InlineData("0.0.0.0 a.example b..example c.example", "domain a.example, domain c.example, 1 has a name among others that is no domain: 'b..example'")]
    [InlineData("Bad one,Remark\nnone,here",
        "1 has the unknown type 'Bad one'; the nearest known one is file, 2 has the unknown type 'none'; the nearest known one is file")]
    [InlineData("domian,loader\ndomain,a.example", "domain a.example, 1 has the unknown type 'domian'; the nearest known one is domain")]
    [InlineData("type,value,tlp\ndomain,a.example,7", "2 has the unknown sharing level '7'")]
    [InlineData("domain,a.example,b.example", "1 has more than two fields (type,value), and the third is no sharing level")]
    [InlineData("url,http://sample.example/a,b", "1 has a URL and more fields than belong to it")]
    [InlineData("mutex,Global\\x", "1 is of the type 'mutex', which is not explored")]
    [InlineData("CVE,CVE-2026-1", "1 is of the type 'CVE', which is not explored")]
    [InlineData("type,value,note\nfilename,loader.exe,198.51.100.7", "2 is of the type 'filename', which is not explored")]
    [InlineData("domain,localhost\ndomain,a.example", "domain a.example, 1 has a value that is no domain: it has no dot")]
    [InlineData("domain,localhost", "1 has a value that is no domain: it has no dot")]
    [InlineData("CVE-2026-1", "1 has no type and a value that is no e-mail address, MD5, SHA-1 or SHA-256 hash, IP address, domain or URL")]
    [InlineData("type,value,note\ndomain,,x", "2 names a type and no value")]
    [InlineData("type,value,tlp\ndomain,a.example,purple", "2 has the unknown sharing level 'purple'")]
    [InlineData("type,value,note\ndomain,a.example,tlp:purple", "2 has the unknown sharing level 'tlp:purple'")]
    [InlineData("type,value,note\ndomian,a.example,x", "2 has the unknown type 'domian'; the nearest known one is domain")]
    [InlineData("url,note\nhttp://sample.example/a,b,x", "2 has a URL and more fields than belong to it")]
    [InlineData("domain,ip,x,note\nnone,198.51.100.7,1,2", "ip_address 198.51.100.7, 2 has a value that is no domain: it has no dot")]
    public void Read_OfALineThatIsNotClear_LeavesItOutWithItsReason(string text, string expected) => Listed.Of(text).ShouldBe(expected);

    [Theory]
    [InlineData("domain,a.example,tlp:red")]
    [InlineData("type,value,note\ndomain,a.example,TLP:RED")]
    [InlineData("value;tlp;note\na.example;red;x")]
    [InlineData("a.example;red")]
    public void Read_OfALevelAnywhere_KeepsIt(string text) =>
        Listed.Read(text).SharingIn(Messages.SharingLevel.Green).Values.ShouldBe([Messages.SharingLevel.Red]);

    [Fact]
    public void Read_OfANoteOverSeveralLines_TakesTheRowsAndNotTheNote()
    {
        var content = Listed.Read(
            "type,value,note\ndomain,a.example,\"first\nsecond, see there\nthe \"\"third\"\"\nend\"\ndomain,b.example,\"forgotten\ndomain,c.example,x\n"
            + "domain,d.example,\n");

        content.Seeds.Select(s => s.Value).ShouldBe(["a.example", "b.example", "c.example", "d.example"]);
        (content.BadLines.Count, content.PassedOver, content.Lines).ShouldBe((0, 4, 8));
    }

    [Theory]
    [InlineData("domain,a.example,\"note\nb.example\nc.example\n", "domain b.example, domain c.example, 1 has a quote that is not closed")]
    [InlineData("type,value,note\ndomain,a.example,\"note", "2 has a quote that is not closed")]
    [InlineData("domain,a.example,\"note\n# b.example\nsome words\n",
        "1 has a quote that is not closed, 3 has no type and a value that is no e-mail address, MD5, SHA-1 or SHA-256 hash, IP address, domain or URL")]
    [InlineData("domain,a.example,\"note\nb.example\ndomain,c.example,x\n", "domain b.example, domain c.example, 1 has a quote that is not closed")]
    [InlineData("domain,a.example,\"note\nb.example\ndomain,c.example,\"note\nd.example",
        "domain b.example, domain d.example, 1 has a quote that is not closed, 3 has a quote that is not closed")]
    [InlineData("domain,a.example,\"note\nb\0.example\nc.example",
        "domain c.example, 1 has a quote that is not closed, 2 holds NUL characters, as text in another encoding does when it is read as UTF-8")]
    [InlineData("sep=&\ndomain&a.example&\"note\ndomain&b.example&x\"y&\"note\ndomain&c.example",
        "domain c.example, 2 has a quote that is not closed, 3 has a quote that is not closed")]
    [InlineData("domain,a.example,\"note\nb.example\nend\"\nc.example", "domain a.example, domain c.example")]
    [InlineData("domain,a.example,\"note\n# the end\"\nc.example", "domain a.example, domain c.example")]
    public void Read_OfANoteThatIsNeverClosed_TellsOfItAndReadsTheLinesBehindIt(string text, string expected) => Listed.Of(text).ShouldBe(expected);

    [Fact]
    public void Read_OfALongFileBehindAnOpenNote_ReadsEachLineOnce()
    {
        const int Lines = 200_000;

        var content = Listed.Read("sep=&\n" + string.Concat(Enumerable.Repeat("domain&a.example&x\"y&\"note\n", Lines)));

        (content.Seeds.Count, content.BadLines.Count, content.Lines).ShouldBe((0, Lines, Lines + 1));
    }
}
