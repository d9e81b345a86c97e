using IocExplorer.Messages;
using IocExplorer.Workers.Definitions.Catalogue;
using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Settings;
using IocExplorer.Workers.Tests.Definitions;
using IocExplorer.Workers.Tests.Doubles;

namespace IocExplorer.Workers.Tests.Asking;

/// <summary>Two operations that would send the same request send it once.</summary>
public sealed class HttpSourceSharedTests
{
    private const string PulsediveAnswer = """{"iid":1,"indicator":"shop.example.net","risk":"high","properties":{"dns":{"A":["192.0.2.8","192.0.2.9"]}}}""";

    [Fact]
    public async Task Ask_OfTwoOperationsWithTheSameRequest_SendsItOnce_AndEachReadsItsOwn()
    {
        await using var server = ScriptedServer.Start(_ => PulsediveAnswer);
        var (info, properties) = Two(server, "Pulsedive", "info", "domain_properties");
        await using var asked = new SourceUnderTest(server, quota: new(0, 0, 250), operations: [info, properties]);

        var tags = (await asked.AskAsync("shop.example.net")).ShouldBeOfType<Answer.Found>();
        var relations = (await asked.AskAsync("shop.example.net", operation: asked.Cousins)).ShouldBeOfType<Answer.Found>();

        tags.Tags.ShouldContain(t => t.Name == "risk=high");
        tags.Relations.ShouldBeEmpty();
        relations.Relations.Select(r => r.Target.Value).ShouldBe(["192.0.2.8", "192.0.2.9"]);
        server.Requests.Count.ShouldBe(1);
        asked.Throttle.Used.ShouldBe(1);
        asked.Source.Status.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Ask_WhileTheOtherIsUnderWay_WaitsForItsReply()
    {
        var arrived = new TaskCompletionSource();
        var mayAnswer = new TaskCompletionSource();
        await using var server = ScriptedServer.Start(async (_, exchange) =>
        {
            arrived.TrySetResult();
            await mayAnswer.Task;
            await exchange.SendOkAsync("""{"status":10000,"data":[{"network":{"ip":["192.0.2.4"],"url":["http://c2.example.net/a"]}}]}""");
        });
        var (reputation, report) = Two(server, "QiAnXin", "file_reputation", "file_report");
        await using var asked = new SourceUnderTest(server, operations: [reputation, report]);

        var first = asked.AskAsync(Given.Hash, type: IocType.File);
        await arrived.Task;
        var second = asked.AskAsync(Given.Hash, operation: asked.Cousins, type: IocType.File);
        second.IsCompleted.ShouldBeFalse();
        mayAnswer.SetResult();

        (await first).ShouldBeOfType<Answer.Found>().Relations.ShouldHaveSingleItem().Label.ShouldBe("QAX: file to contacted ip");
        (await second).ShouldBeOfType<Answer.Found>().Relations.ShouldHaveSingleItem().Label.ShouldBe("QAX: file to contacted url");
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Ask_OverSeveralPages_SharesEachOfThem()
    {
        await using var server = ScriptedServer.Start(r => r.Path.Contains("search_after", StringComparison.Ordinal) ? Rows(1, "two") : Rows(10, "one"));
        var (domain, urls) = Two(server, "Urlscan", "domain", "domain_urls");
        await using var asked = new SourceUnderTest(server, operations: [domain, urls]);

        var hosts = (await asked.AskAsync("shop.example.net")).ShouldBeOfType<Answer.Found>();
        var found = (await asked.AskAsync("shop.example.net", operation: asked.Cousins)).ShouldBeOfType<Answer.Found>();

        hosts.Relations.Count(r => r.Label == "urlscan: page of domain").ShouldBe(11);
        found.Relations.Count.ShouldBe(11);
        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Ask_WhenTheOtherGotNoAnswer_AsksForItself()
    {
        await using var server = ScriptedServer.Start(r => r.Number == 1 ? ScriptedExchange.Status(400, """{"error":"no"}""") : PulsediveAnswer);
        var (info, properties) = Two(server, "Pulsedive", "info", "domain_properties");
        await using var asked = new SourceUnderTest(server, operations: [info, properties]);

        (await asked.AskAsync("shop.example.net")).ShouldBeOfType<Answer.NotAnswered>();
        (await asked.AskAsync("shop.example.net", operation: asked.Cousins)).ShouldBeOfType<Answer.Found>();

        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Ask_OfTheSameOperationAgain_AsksAgain()
    {
        await using var server = ScriptedServer.Start(_ => PulsediveAnswer);
        var (info, properties) = Two(server, "Pulsedive", "info", "domain_properties");
        await using var asked = new SourceUnderTest(server, operations: [info, properties]);

        await asked.AskAsync("shop.example.net");
        await asked.AskAsync("shop.example.net");
        await asked.AskAsync("shop.example.net", operation: asked.Cousins);
        await asked.AskAsync("shop.example.net", operation: asked.Cousins);

        server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Ask_WithAnotherKeyOrAboutAnotherIoc_AsksAgain()
    {
        await using var server = ScriptedServer.Start(_ => PulsediveAnswer);
        var (info, properties) = Two(server, "Pulsedive", "info", "domain_properties");
        await using var asked = new SourceUnderTest(server, keys: 2, operations: [info, properties]);

        await asked.AskAsync("shop.example.net");
        await asked.AskAsync("shop.example.net", key: 1, operation: asked.Cousins);
        await asked.AskAsync("www.example.net", operation: asked.Cousins);

        server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public void RequestShape_IsTheSameExactlyForTheOperationsThatAskTheSame()
    {
        var alike = Given.BuiltIn.SelectMany(s => s.Operations.Select(o => (Source: s, Operation: o)))
            .Select(o => (o.Source.Name, Operation: Make(o.Source, o.Operation.Name, new("http://127.0.0.1:8080"))))
            .GroupBy(o => (o.Name, o.Operation.RequestShape))
            .Where(g => g.SelectMany(o => o.Operation.Operation.Accepts).GroupBy(t => t).Any(t => t.Count() > 1))
            .Select(g => $"{g.Key.Name} {string.Join(' ', g.Select(o => o.Operation.Operation.Name))}");

        alike.ShouldBe(["QiAnXin file_reputation file_report", "RDAP domain domain_nameservers", "Urlscan domain domain_urls", "Urlscan ip ip_urls",
            "Pulsedive info domain_properties ip_properties"]);
    }

    private static (ISourceOperation First, ISourceOperation Second) Two(ScriptedServer server, string source, string first, string second)
    {
        var definition = Given.BuiltIn.Single(s => s.Name == source);
        return (Make(definition, first, server.BaseUrl), Make(definition, second, server.BaseUrl));
    }

    private static SourceOperation Make(SourceDefinition source, string operation, Uri baseUrl)
    {
        var settings = new SourceSettings { ApiKeys = ["k"], BaseUrl = baseUrl };
        SourceOperation.TryCreate(source, source.Operations.Single(o => o.Name == operation), settings, new(), out var made, out var off)
            .ShouldBeTrue(off?.Reason);
        return made!;
    }

    private static string Rows(int count, string name)
    {
        var rows = Enumerable.Range(0, count).Select(i => $$"""
            {"task":{"url":"https://{{name}}{{i}}.example.org/"},"page":{"domain":"{{name}}{{i}}.example.org"},"sort":[{{i}},"{{name}}"]}
            """);
        return $$"""{"results":[{{string.Join(',', rows)}}]}""";
    }
}
