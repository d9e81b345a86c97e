using IocExplorer.Messages;
using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Reading;

namespace IocExplorer.Workers.Tests.Definitions.Reading;

public sealed class BuiltInDefinitionsTests
{
    [Fact]
    public void BuiltIn_HaveTheElevenRelationsOfTheOriginal_InItsOrder()
    {
        var relations =
            from s in Given.BuiltIn
            from o in s.Operations.Where(o => o.KeepsSelf)
            let accepts = string.Join(',', o.Accepts.Select(a => a.Name()))
            from r in o.Relations
            let path = r.Value.Text.Replace("?", "", StringComparison.Ordinal)
            select $"{s.Name}|{o.Name}|{accepts}|{r.Label}|{r.Yields.Name()}|{path}|{r.Split}";

        relations.ShouldBe(
        [
            "QiAnXin|flint|domain|QAX: domain to resolution ip|ip_address|data[*].rdata|;",
            "QiAnXin|registrant_email|domain|QAX: domain to whois email|email|data.registrantEmail[0]|",
            "QiAnXin|reverse_email|email|QAX: Whois email to domain|domain|data[*]|",
            "QiAnXin|file_reputation|file|QAX: file to contacted ip|ip_address|data[*].network.ip[*]|",
            "QiAnXin|file_reputation|file|QAX: file to contacted domain|domain|data[*].network.domain[*]|",
            "VirusTotal|ip_downloaded_files|ip_address|VT: IP to downloaded file|file|data[*].attributes.sha256|",
            "VirusTotal|domain_downloaded_files|domain|VT: domain to downloaded file|file|data[*].attributes.sha256|",
            "VirusTotal|domain_resolutions|domain|VT: domain to resolution ip|ip_address|data[*].attributes.ip_address|",
            "VirusTotal|file_contacted_ips|file|VT: file to contacted ip|ip_address|data[*].id|",
            "VirusTotal|file_contacted_domains|file|VT: file to contacted domain|domain|data[*].id|",
            "VirusTotal|file_execution_parents|file|VT: file to execution parent|file|data[*].attributes.sha256|",
        ]);
    }

    [Fact]
    public void VirusTotal_ByDefault_HasTheQuotaOfAFreeKey()
    {
        var source = Given.BuiltIn.Single(s => s.Name == "VirusTotal");

        source.Quota.ShouldBe(new QuotaLimits(4, 500, 15_500));
        source.Key.ShouldBe(new KeyRequirement(KeyLocation.Header, "x-apikey"));
        source.Operations.Where(o => o.OnByDefault).ShouldAllBe(o => o.Limit == new LimitDefinition("limit", 10, 40) && o.NeedsKey);
    }

    [Fact]
    public void QiAnXin_NeedsItsKeyForFilesOnly()
    {
        var source = Given.BuiltIn.Single(s => s.Name == "QiAnXin");

        source.Operations.Where(o => o is { NeedsKey: true, OnByDefault: true }).Select(o => o.Name).ShouldBe(["file_reputation"]);
        source.Operations.Where(o => o is { BaseUrl: not null, OnByDefault: true }).Select(o => o.BaseUrl!.Host).ShouldBe(["ti.qianxin.com"]);
    }

    [Fact]
    public void Load_WithAFolder_PutsItsSourcesBehindTheBuiltInOnes_InFileNameOrder()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "b.json"), Minimal("Second"));
            File.WriteAllText(Path.Combine(folder.FullName, "a.json"), Minimal("Zeroth"));
            File.WriteAllText(Path.Combine(folder.FullName, "notes.txt"), "not read");

            var loaded = SourceDefinitions.Load(folder.FullName);

            Given.Good(loaded).Select(d => d.Name).ShouldBe([.. Given.BuiltIn.Select(d => d.Name), "Zeroth", "Second"]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Load_WithANameThatIsTaken_SaysByWhichFile()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "mine.json"), Minimal("virustotal"));

            var loaded = SourceDefinitions.Load(folder.FullName);

            loaded.Errors.Single().ToString().ShouldBe("mine.json, line 1, name: there is a source \"VirusTotal\" already, in VirusTotal.json");
            loaded.Definitions.Count.ShouldBe(Given.BuiltIn.Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Load_WithAFolderThatIsNotThere_IsAMistake()
    {
        var loaded = SourceDefinitions.Load(Path.Combine(Path.GetTempPath(), "no such folder of definitions"));

        loaded.Errors.Single().Reason.ShouldStartWith("the folder cannot be read");
    }

    private static string Minimal(string name) => $$"""
        {
          "name": "{{name}}", "version": 1, "baseUrl": "https://own.example", "answer": { "items": "data" },
          "operations": [{ "name": "op", "accepts": "domain", "path": "/{value}", "relations": [{ "label": "x", "yields": "domain", "value": "data[*]" }] }]
        }
        """;
}
