using System.Text;
using IocExplorer.Messages;
using IocExplorer.Workers.Tests.Definitions;

namespace IocExplorer.Workers.Tests.Sources;

/// <summary>
/// Answers as the providers gave them, against what a correct parser finds: values, times, tags, the next page, and nothing that must not be.
/// </summary>
public sealed class RecordedAnswersTests
{
    // One case stands for all where there are no recordings: it says that they are left out, or fails where they must not be missing.
    public static TheoryData<string> Files =>
        [.. RecordedAnswer.All().Where(a => RecordedOperations.Sources.ContainsKey(a.Provider)).Select(c => c.Name).DefaultIfEmpty(
            "virustotal/error_404_not_found.json")];

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void ReadPage_OfARecordedAnswer_FindsWhatIsInIt(string name)
    {
        var answer = RecordedAnswer.Find(name);
        var outcomes = Read(answer);
        if (answer.IsRefusal)
        {
            outcomes.OfType<PageOutcome.Page>().ShouldBeEmpty();
            return;
        }

        var pages = outcomes.Select(p => p.ShouldBeOfType<PageOutcome.Page>()).ToList();
        var relations = pages.SelectMany(p => p.Relations).ToList();
        foreach (var must in answer.Pivots("pivots"))
        {
            var found = relations.Where(r => r.Target == must.Target && (!must.Relation.Contains(": ", StringComparison.Ordinal) || r.Label == must.Relation))
                .ToList();
            found.ShouldNotBeEmpty($"{must.Target} is missing");
            if (must.First != 0)
            {
                found.ShouldContain(f => f.Seen.FirstSeconds == must.First, $"first seen of {must.Target}");
            }

            if (must.Last != 0)
            {
                found.ShouldContain(f => f.Seen.LastSeconds == must.Last, $"last seen of {must.Target}");
            }
        }

        relations.Where(r => answer.MustNot.Any(m => IsNamed(r.Target.Value, m))).ShouldBeEmpty();
        relations.ShouldAllBe(r => r.Target.Type != IocType.Email || answer.Pivots("pivots").Any(p => p.Target == r.Target));
    }

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void ReadPage_OfARecordedAnswer_FindsNothingThatNobodyExpects(string name)
    {
        var answer = RecordedAnswer.Find(name);
        var known = answer.Pivots("pivots").Concat(answer.Pivots("optional")).Select(p => p.Target).ToHashSet();

        var strangers = Read(answer).OfType<PageOutcome.Page>().SelectMany(p => p.Relations).Select(r => r.Target)
            .Where(t => !known.Contains(t) && !answer.Urls.Contains(t.Value)).Distinct();

        strangers.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void ReadPage_OfARecordedAnswer_FindsItsUrls(string name)
    {
        var answer = RecordedAnswer.Find(name);

        var found = Read(answer).OfType<PageOutcome.Page>().SelectMany(p => p.Relations).Select(r => r.Target.Value).ToHashSet();

        // Without a scheme it is none for us: its host is what counts.
        answer.Urls.Where(u => u.Contains("://", StringComparison.Ordinal) && !found.Contains(u)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void ReadPage_OfARecordedAnswer_FindsItsTags(string name)
    {
        var answer = RecordedAnswer.Find(name);

        var tags = Read(answer).OfType<PageOutcome.Page>().SelectMany(p => p.Tags).Select(t => t.Name).ToHashSet();

        tags.ShouldAllBe(t => t.Length > 0 && t.Length <= 200);
        answer.Tags.Where(t => !tags.Contains(t.Length > 200 ? t[..199].TrimEnd() + "…" : t)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("virustotal/ip_1.1.1.1_downloaded_files.trimmed.json")]
    [InlineData("virustotal/ip_45.83.140.140_resolutions_cursor.json")]
    [InlineData("virustotal/domain_github.com_communicating_files.trimmed.json")]
    public void ReadPage_OfARecordedFirstPage_KnowsTheNext(string name)
    {
        var answer = RecordedAnswer.Find(name);
        var operation = RecordedOperations.For(answer).Single();

        var page = Read(answer).Single().ShouldBeOfType<PageOutcome.Page>();

        page.Next!.Link.ShouldBe(answer.Paging.GetProperty("next").GetString());
        page.Items.ShouldBe(10);
        operation.RefuseNext(page.Next).ShouldBeNull();
    }

    [Fact]
    public void ReadPage_OfARecordedFirstPage_WithoutItsLink_GoesOnWithTheCursor()
    {
        var answer = RecordedAnswer.Find("virustotal/ip_1.1.1.1_downloaded_files.trimmed.json");
        var body = Encoding.UTF8.GetString(answer.Body).Replace("\"next\"", "\"former\"", StringComparison.Ordinal);

        RecordedOperations.For(answer).Single().ReadGood(body, 1000).Next.ShouldBe(new NextPage(null, "STEwCi4="));
    }

    [Fact]
    public void ReadPage_OfSeveralRelationsAtOnce_SaysThatThereIsMore()
    {
        var page = Read(RecordedAnswer.Find("virustotal/ip_1.1.1.1_relationships_descriptors.json")).Single().ShouldBeOfType<PageOutcome.Page>();

        page.More.ShouldBeTrue();
        page.Next.ShouldBeNull();
    }

    [Fact]
    public void ReadPage_OfUrlsByThePage_AsksForTheSecond()
    {
        var page = Read(RecordedAnswer.Find("otx/ip_url_list_page1.json")).Single().ShouldBeOfType<PageOutcome.Page>();

        page.Next.ShouldBe(new NextPage(null, "2"));
        page.Total.ShouldBe(7855);
    }

    [Fact]
    public void ReadPage_OfACountThatIsNonsense_DoesNotGoOn() =>
        Read(RecordedAnswer.Find("otx/ip_malware.json")).Single().ShouldBeOfType<PageOutcome.Page>().Next.ShouldBeNull();

    [Theory]
    [InlineData("virustotal/error_404_not_found.json", typeof(PageOutcome.Page))]
    [InlineData("virustotal/error_401_header_missing.json", typeof(PageOutcome.KeyRefused))]
    [InlineData("virustotal/error_401_wrong_credentials.json", typeof(PageOutcome.KeyRefused))]
    [InlineData("virustotal/error_403_forbidden.json", typeof(PageOutcome.OperationRefused))]
    [InlineData("virustotal/error_429_edge.html", typeof(PageOutcome.Throttled))]
    [InlineData("virustotal/error_429_quota_exceeded.json", typeof(PageOutcome.Throttled))]
    [InlineData("qianxin/malfile_pro_auth_error.json", typeof(PageOutcome.KeyRefused))]
    [InlineData("qianxin/flint_error_http200.json", typeof(PageOutcome.Failed))]
    [InlineData("urlhaus/error_no_auth_key_401.json", typeof(PageOutcome.KeyRefused))]
    [InlineData("urlhaus/host_no_results.json", typeof(PageOutcome.Page))]
    [InlineData("threatfox/search_ioc_no_result.json", typeof(PageOutcome.Page))]
    [InlineData("circl-hashlookup/error_404_non_existing.json", typeof(PageOutcome.Page))]
    [InlineData("otx/ip_passive_dns_no_key.json", typeof(PageOutcome.Page))]
    public void ReadPage_OfARecordedRefusalOrNothing_SaysWhichItIs(string name, Type expected)
    {
        var answer = RecordedAnswer.Find(name);

        var outcome = RecordedOperations.For(answer)[0].ReadPage(answer.Status, answer.Body, answer.Asked(IocType.Domain), 1000);

        outcome.ShouldBeOfType(expected);
        (outcome as PageOutcome.Page)?.Relations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(200)]
    [InlineData(403)]
    [InlineData(429)]
    public void ReadPage_OfAKeylessQuestion_WhateverItsStatus_IsNotAnswered(int status)
    {
        var answer = RecordedAnswer.Find("otx/error_anonymous_limited.json");

        RecordedOperations.For(answer)[0].ReadPage(status, answer.Body, answer.Asked(IocType.Domain), 1000).ShouldNotBeOfType<PageOutcome.Page>();
    }

    private static bool IsNamed(string value, string mustNot) =>
        mustNot.Contains($"'{value}'", StringComparison.OrdinalIgnoreCase) || mustNot.Split([' ', '(']).Contains(value);

    private static List<PageOutcome> Read(RecordedAnswer answer)
    {
        var body = answer.Name.EndsWith("_relationships_descriptors.json", StringComparison.Ordinal)
            ? Encoding.UTF8.GetBytes("""{"data":{"type":"ip_address","relationships":""" + Encoding.UTF8.GetString(answer.Body) + "}}")
            : answer.Body;
        return [.. RecordedOperations.For(answer).Select(o => o.ReadPage(answer.Status, body, answer.Asked(o.Operation.Accepts[0]), 1000))];
    }
}
