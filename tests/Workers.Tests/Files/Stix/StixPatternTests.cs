using IocExplorer.Workers.Files.Stix;

namespace IocExplorer.Workers.Tests.Files.Stix;

public sealed class StixPatternTests
{
    private const string Md5 = "1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f";
    private const string OtherMd5 = "2f2f2f2f2f2f2f2f2f2f2f2f2f2f2f2f";
    private const string Sha1 = "3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f";
    private const string Sha256 = "4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f";

    [Theory]

    // Hashes of other kinds and of parts of a file.
    [InlineData($"[file:hashes.'SHA-1' = '{Sha1}' AND file:hashes.IMPHASH = '{Md5}']", Sha1)]
    [InlineData($"[file:hashes.'SHA3-256' = '{Sha256}' OR file:hashes.authentihash = '{Sha256}' OR file:hashes.PEHASH = '{Sha1}']", "")]
    [InlineData($"[file:extensions.'windows-pebinary-ext'.sections[*].hashes.MD5 = '{Md5}']", "")]
    [InlineData($"[x509-certificate:hashes.'SHA-256' = '{Sha256}']", "")]
    [InlineData($"[file:hashes.MD5 = '{Sha256}']", "")]
    [InlineData($"[file:hashes.sha_256 = '{Sha256}' OR artifact:hashes.\"SHA-1\" = '{Sha1}']", $"{Sha256} {Sha1}")]

    // What objects refer to.
    [InlineData($"[process:image_ref.hashes.MD5 = '{Md5}' AND process:binary_ref.hashes.'SHA-1' = '{Sha1}']", $"{Md5} {Sha1}")]
    [InlineData($"[file:contains_refs[*].hashes.MD5 = '{Md5}' OR email-message:body_multipart[0].body_raw_ref.hashes.'SHA-1' = '{Sha1}']", $"{Md5} {Sha1}")]
    [InlineData("[network-traffic:src_ref.type = 'ipv4-addr' AND network-traffic:src_ref.value = '203.0.113.7' AND network-traffic:dst_port = 443]",
        "203.0.113.7")]
    [InlineData("[network-traffic:dst_ref.type = 'domain-name' AND network-traffic:dst_ref.value = 'gate.example.org']", "gate.example.org")]
    [InlineData("[network-traffic:dst_ref.value = '2001:db8:5::1' OR process:opened_connection_refs[*].dst_ref.value = '203.0.113.8']",
        "2001:db8:5::1 203.0.113.8")]
    [InlineData("[network-traffic:extensions.'http-request-ext'.request_header.Host = 'gate.example.org']", "gate.example.org")]
    [InlineData("[ipv4-addr:resolves_to_refs[*].value = '02:00:5e:10:00:00']", "")]

    // Steps into lists are parts of a path.
    [InlineData("[domain-name:value = 'gate.example.org' AND domain-name:resolves_to_refs[*].value = '203.0.113.9']", "gate.example.org 203.0.113.9")]
    [InlineData("[email-message:to_refs[0].value = 'one@example.org' AND email-message:cc_refs[ 12 ].value = 'two@example.org' AND "
        + "email-message:sender_ref.value = 'three@example.org']",
        "one@example.org two@example.org three@example.org")]
    [InlineData("[email-message:additional_header_fields.reply_to = 'four@example.org']", "four@example.org")]

    // Addresses where names are expected, networks of one address, URLs of any scheme and none.
    [InlineData("[domain-name:value = '203.0.113.10' OR domain-name:value = '2001:DB8:5::2' OR hostname:value = 'gate.example.org']",
        "203.0.113.10 2001:db8:5::2 gate.example.org")]
    [InlineData("[ipv4-addr:value = '203.0.113.11/32' OR ipv6-addr:value = '2001:db8:5:0::3/128' OR ipv4-addr:value ISSUBSET '203.0.113.12/32']",
        "203.0.113.11 2001:db8:5::3 203.0.113.12")]
    [InlineData("[ipv4-addr:value = '203.0.113.0/24' OR ipv4-addr:value ISSUBSET '203.0.113.0/25' OR ipv4-addr:value ISSUPERSET '203.0.113.1/32']", "")]
    [InlineData("[url:value = 'gate.example.org/in.php' OR url:value = 'rtsp://203.0.113.13:554/live' OR url:value = 'https://gate.example.org:443']",
        "gate.example.org 203.0.113.13 https://gate.example.org/")]

    // Operators.
    [InlineData("[domain-name:value LIKE 'gate.example.org' OR domain-name:value LIKE 'g%.example.org' OR domain-name:value LIKE 'gat_.example.org']",
        "gate.example.org")]
    [InlineData("[domain-name:value in ('one.example.org','two.example.org') and ipv4-addr:value NOT IN ('203.0.113.14')]", "one.example.org two.example.org")]
    [InlineData("[domain-name:value = 'one.example.org'] FOLLOWEDBY ([domain-name:value = 'two.example.org'] REPEATS 5 TIMES) WITHIN 30 SECONDS",
        "one.example.org two.example.org")]
    [InlineData("[EXISTS domain-name:value] OR [domain-name:value MATCHES '^gate\\\\.']", "")]
    [InlineData("[NOT (domain-name:value = 'one.example.org' OR domain-name:value IN ('two.example.org')) AND (domain-name:value = 'three.example.org')]",
        "three.example.org")]
    [InlineData("[domain-name:value == 'one.example.org' AND domain-name:value <> 'two.example.org']", "one.example.org")]
    public void Read_OfAPattern_GivesWhatAnExpertWouldReadInIt(string pattern, string expected) =>
        StixPattern.Read(pattern).Iocs.Select(i => i.Value).ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Theory]
    [InlineData($"[file:hashes.MD5 = '{Md5}' AND file:hashes.'SHA-256' = '{Sha256}' AND file:hashes.SSDEEP = '3:a:b']", 1)]
    [InlineData($"[file:hashes.MD5 = '{Md5}' AND (file:hashes.'SHA-1' = '{Sha1}' AND file:name = 'x')]", 1)]
    [InlineData($"[domain-name:value = 'a.example.org' OR (file:hashes.MD5 = '{Md5}' AND file:hashes.'SHA-1' = '{Sha1}')]", 1)]
    [InlineData($"[file:hashes.MD5 = '{Md5}' AND (file:hashes.'SHA-1' = '{Sha1}' OR file:hashes.'SHA-256' = '{Sha256}')]", 0)]
    [InlineData($"[(file:hashes.MD5 = '{Md5}' OR file:hashes.MD5 = '{OtherMd5}') AND file:hashes.'SHA-1' = '{Sha1}']", 0)]
    [InlineData($"[file:hashes.MD5 = '{Md5}' AND file:hashes.MD5 = '{OtherMd5}']", 0)]
    [InlineData($"[file:hashes.MD5 = '{Md5}'] AND [file:hashes.'SHA-1' = '{Sha1}']", 0)]
    [InlineData($"[file:hashes.MD5 = '{Md5}' AND file:contains_refs[*].hashes.'SHA-1' = '{Sha1}']", 0)]
    [InlineData($"[file:hashes.MD5 IN ('{Md5}') AND file:hashes.'SHA-1' IN ('{Sha1}')]", 0)]
    public void Read_OfHashes_TakesThemForOneFile_WhereAndAloneJoinsThem(string pattern, int files) => StixPattern.Read(pattern).Files.Count().ShouldBe(files);

    [Fact]
    public void Read_OfWhatNamesNoIoc_KeepsItAsItIsWritten_WithTheReasonWhereTheValueIsWrong()
    {
        var pattern = StixPattern.Read(
            "[file:name = 'a.exe' AND ipv4-addr:value = '203.0.113.0/24' AND domain-name:value != 'a.example.org'] AND [email-addr:value = 'nobody' AND "
            + "network-traffic:dst_port > 80]");

        pattern.LeftOut.ShouldBe(
        [
            "file:name = 'a.exe'",
            "ipv4-addr:value = '203.0.113.0/24' (a network)",
            "domain-name:value != 'a.example.org'",
            "email-addr:value = 'nobody' (is no e-mail address)",
            "network-traffic:dst_port > 80",
        ]);
    }

    [Fact]
    public void Read_OfThousandsOfOpenBracketsAndQuotes_Ends()
    {
        foreach (var piece in (string[])["[", "(", "'", "[file:hashes.MD5 = '", "a IN (", ")", "NOT ", "LIKE "])
        {
            StixPattern.Read(string.Concat(Enumerable.Repeat(piece, 20_000))).Iocs.ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("[a", "]")]
    [InlineData("a:b[ 1 ]", " = 'c']")]
    [InlineData("(NOT a = 'b'", "]")]
    [InlineData("'a' ", ")]", "[a:b IN (")]
    [InlineData("a", " IN ('b', 'c', 'd', 'e')]")]
    public void Read_OfAPatternTenTimesAsLong_CopiesNoMoreThanSomeTwentyTimesAsMuch(string repeated, string end, string start = "[")
    {
        Copied(100);

        Copied(20_000).ShouldBeLessThan(20 * Copied(2_000));

        long Copied(int times)
        {
            var text = start + string.Concat(Enumerable.Repeat(repeated, times)) + end;
            var before = GC.GetAllocatedBytesForCurrentThread();
            _ = StixPattern.Read(text);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
