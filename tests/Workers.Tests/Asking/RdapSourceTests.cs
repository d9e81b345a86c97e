using System.Collections.Concurrent;
using System.Net;
using System.Text;
using IocExplorer.Messages;
using IocExplorer.Testing;
using IocExplorer.Workers.Asking;
using IocExplorer.Workers.Settings;
using IocExplorer.Workers.Trying;

namespace IocExplorer.Workers.Tests.Asking;

public sealed class RdapSourceTests
{
    private const string Names =
        """{"services":[[["one"],["https://one.registry/v1/"]],[["two"],["https://two.registry/"]],[["br"],["https://rdap.registro.br/"]]]}""";
    private const string Networks = """{"services":[[["192.0.2.0/24"],["https://west.registry/"]]]}""";
    private static readonly string[] Files = ["https://iana.test/rdap/dns.json", "https://iana.test/rdap/ipv4.json"];

    [Fact]
    public async Task Ask_FindsTheRegistryOnceAndAsksIt()
    {
        using var internet = new Internet();
        using var source = Create(internet);

        var first = await AskAsync(source, "domain", new(IocType.Domain, "seed.one"));
        await AskAsync(source, "domain", new(IocType.Domain, "other.two"));
        await AskAsync(source, "ip", new(IocType.IpAddress, "192.0.2.7"));

        internet.Asked.ShouldBe(
            [Files[0], "https://one.registry/v1/domain/seed.one", "https://two.registry/domain/other.two", Files[1], "https://west.registry/ip/192.0.2.7"]);
        first.ShouldBeOfType<Answer.Found>().Relations.ShouldHaveSingleItem().Target.Value.ShouldBe("owner@people.net");
    }

    [Fact]
    public async Task Ask_AfterADay_FetchesTheListAnewAndKeepsTheOldOneWhenThatFails()
    {
        var time = new FakeTime();
        using var internet = new Internet();
        using var source = Create(internet, time);
        await AskAsync(source, "domain", new(IocType.Domain, "seed.one"));

        time.Advance(TimeSpan.FromHours(23));
        await AskAsync(source, "domain", new(IocType.Domain, "second.one"));
        internet.Asked.Count(url => url == Files[0]).ShouldBe(1);
        time.Advance(TimeSpan.FromHours(2));
        internet.IsListAway = true;
        var answer = await AskAsync(source, "domain", new(IocType.Domain, "third.one"));

        internet.Asked.Count(url => url == Files[0]).ShouldBe(2);
        answer.ShouldBeOfType<Answer.Found>();
    }

    [Fact]
    public async Task Ask_WithoutAList_IsNotAnsweredAndSaysWhy()
    {
        using var internet = new Internet { IsListAway = true };
        using var source = Create(internet);

        var answer = await AskAsync(source, "domain", new(IocType.Domain, "seed.one"));

        answer.ShouldBeOfType<Answer.NotAnswered>().Detail.ShouldBe("IANA's list of registries: HTTP 404");
    }

    [Fact]
    public async Task Ask_WhileTheListIsSlowToCome_LeavesItsFetchToThoseWhoAskLater()
    {
        var time = new FakeTime();
        var list = new TaskCompletionSource();
        using var internet = new Internet { ListComes = list.Task };
        using var source = Create(internet, time, attemptTimeout: TimeSpan.FromMinutes(1));
        var first = AskAsync(source, "domain", new(IocType.Domain, "seed.one"));
        await time.WaitForTimersAsync(2);

        time.Advance(TimeSpan.FromSeconds(20));
        (await first).ShouldBeNull("it is handed back, and asked again");
        var second = AskAsync(source, "domain", new(IocType.Domain, "seed.one"));
        list.SetResult();

        (await second).ShouldBeOfType<Answer.Found>();
        internet.Asked.Count(url => url == Files[0]).ShouldBe(1);
    }

    [Fact]
    public async Task Ask_WhereThereIsNoRegistry_SaysSoAndAsksNobody()
    {
        using var internet = new Internet();
        using var source = Create(internet);
        var ioc = new Ioc(IocType.Domain, "seed.nowhere");

        var answer = await AskAsync(source, "domain", ioc);

        internet.Asked.ShouldBe([Files[0]]);
        answer.ShouldBeOfType<Answer.Found>().Tags.ShouldBe([new AnswerTag(ioc, "no RDAP registry", TagClass.Info)]);
    }

    [Fact]
    public async Task Ask_WhereOneRegistryRefuses_GoesOnAtTheOthers()
    {
        using var internet = new Internet { Refuses = "one.registry" };
        using var source = Create(internet);

        var refused = await AskAsync(source, "domain", new(IocType.Domain, "seed.one"));
        var refusedAgain = await AskAsync(source, "domain", new(IocType.Domain, "next.one"));
        var answered = await AskAsync(source, "domain", new(IocType.Domain, "seed.two"));

        refused.ShouldBeOfType<Answer.NotAnswered>();
        refusedAgain.ShouldBeOfType<Answer.NotAnswered>();
        answered.ShouldBeOfType<Answer.Found>();
        internet.Asked.Count(url => url.StartsWith("https://one.registry", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Ask_CountsEachHostAlone_AndACarefulOneWithTenAMinute()
    {
        var host = new PlayedHost(TimeProvider.System);
        using var internet = new Internet();
        using var source = Create(internet, quota: new QuotaLimits(30, 0, 0), host: host);

        await AskAsync(source, "domain", new(IocType.Domain, "seed.com.br"));
        await AskAsync(source, "domain", new(IocType.Domain, "seed.one"));
        await AskAsync(source, "domain", new(IocType.Domain, "seed.two"));

        host.Quotas.ShouldBe([("RDAP (rdap.registro.br)", 10), ("RDAP (one.registry)", 30), ("RDAP (two.registry)", 30)]);
        host.Throttles.ShouldAllBe(throttle => throttle.Granted == 1);
        source.Status.Requests.ShouldBe(3);
    }

    [Fact]
    public async Task Ask_OfAHostWithoutPermits_IsHandedBackAfterAWhileAndHoldsUpNobody()
    {
        var time = new FakeTime();
        var host = new PlayedHost(time) { WithoutPermits = "RDAP (one.registry)" };
        using var internet = new Internet();
        using var source = Create(internet, time, new QuotaLimits(30, 0, 0), host);

        var waiting = AskAsync(source, "domain", new(IocType.Domain, "seed.one"));
        await host.OpenedAsync(1);
        (await AskAsync(source, "domain", new(IocType.Domain, "seed.two"))).ShouldNotBeNull();
        time.Advance(TimeSpan.FromSeconds(20));

        (await waiting).ShouldBeNull();
        internet.Asked.ShouldBe([Files[0], "https://two.registry/domain/seed.two"]);
    }

    [Fact]
    public async Task StopStarting_HandsBackWhatComes()
    {
        using var internet = new Internet();
        using var source = Create(internet);
        await AskAsync(source, "domain", new(IocType.Domain, "seed.one"));

        source.StopStarting();

        (await AskAsync(source, "domain", new(IocType.Domain, "next.one"))).ShouldBeNull();
        source.Status.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task ForTrying_AsksTheRegistryThatAnswersForTheIoc()
    {
        using var internet = new Internet();
        var ioc = new Ioc(IocType.Domain, "seed.one");

        var operation = await SourceTrial.OperationOfAsync(new Configured("domain", IocType.Domain), ioc, new(), TimeProvider.System,
            () => new Handler(internet), TestContext.Current.CancellationToken);

        using var request = operation.CreateRequest(ioc, null, null, 1);
        request.RequestUri!.AbsoluteUri.ShouldBe("https://one.registry/v1/domain/seed.one");
        internet.Asked.ShouldBe([Files[0]]);
    }

    [Fact]
    public void ForReading_AsksNobodyAndReadsAsTheSourceDoes()
    {
        var ioc = new Ioc(IocType.IpAddress, "192.0.2.7");
        var operation = SourceFactory.ForReading(new Configured("ip", IocType.IpAddress), 64);

        var page = operation.ReadPage(200, """{"objectClassName":"ip network","name":"NET"}"""u8.ToArray(), ioc, 1);

        page.ShouldBeOfType<PageOutcome.Page>().Tags.ShouldBe([new AnswerTag(ioc, "name=NET", TagClass.Info)]);
        using var request = operation.CreateRequest(ioc, null, null, 1);
        request.RequestUri!.AbsoluteUri.ShouldBe("https://iana.test/rdap/ip/192.0.2.7");
    }

    private static Task<Answer?> AskAsync(RdapSource source, string operation, Ioc ioc)
    {
        using var gate = new KeyGate(source.Name, source.Keys[0], TimeProvider.System);
        var place = source.Operations.Select((o, i) => (o, i)).Single(o => o.o.Name == operation);
        return source.AskAsync(gate, new(new(place.i + 1), place.o), ioc, TestContext.Current.CancellationToken).AsTask();
    }

    private static RdapSource Create(
        Internet internet, TimeProvider? time = null, QuotaLimits? quota = null, PlayedHost? host = null, TimeSpan? attemptTimeout = null)
    {
        time ??= TimeProvider.System;
        var source = new RdapSource(
            new()
            {
                Name = "RDAP",
                Operations = [new Configured("domain", IocType.Domain), new Configured("domain_nameservers", IocType.Domain),
                    new Configured("ip", IocType.IpAddress)],
                Quota = quota ?? QuotaLimits.Unlimited,
                MaxConcurrency = 8,
                Resilience = new() { Attempts = 1, AttemptTimeout = attemptTimeout ?? new ResilienceSettings().AttemptTimeout },
            },
            _ => { },
            time,
            new(1),
            () => new Handler(internet));
        source.Attach(host ?? new PlayedHost(time));
        return source;
    }

    /// <summary>Opens a quota with a throttle of its own for each registry's host.</summary>
    private sealed class PlayedHost(TimeProvider time) : ISourceHost
    {
        private readonly SemaphoreSlim _opened = new(0);

        public List<(string Name, int PerMinute)> Quotas { get; } = [];

        public List<PlayedThrottle> Throttles { get; } = [];

        public string? WithoutPermits { get; init; }

        public async Task OpenedAsync(int quotas)
        {
            for (var i = 0; i < quotas; i++)
            {
                await _opened.WaitAsync(TestContext.Current.CancellationToken);
            }
        }

        public void Changed()
        {
        }

        public void Lost(string detail)
        {
        }

        public KeyGate OpenGate(string source, SourceKey key)
        {
            key.Slots.ShouldBe(0);
            var gate = new KeyGate(source, key, time);
            var throttle = new PlayedThrottle(gate, time) { Most = source == WithoutPermits ? 0 : int.MaxValue };
            gate.Attach(throttle);
            Quotas.Add((source, key.Quota.PerMinute));
            Throttles.Add(throttle);
            _opened.Release();
            return gate;
        }
    }

    /// <summary>What the definition says of an operation.</summary>
    private sealed class Configured(string name, IocType type) : ISourceOperation
    {
        public Operation Operation { get; } = new("RDAP", name, "v1", [type], IsExternal: true);

        public IReadOnlyList<string> Labels => ["label"];

        public PageOutcome? RefuseNext(NextPage next) => null;

        public HttpRequestMessage CreateRequest(Ioc ioc, string? apiKey, NextPage? next, int remaining) =>
            new(HttpMethod.Get, $"https://iana.test/rdap/{name}/{ioc.Value}");

        public PageOutcome ReadPage(int httpStatus, ReadOnlyMemory<byte> body, Ioc asked, int remaining, NextPage? page = null) =>
            throw new NotSupportedException();
    }

    private sealed class Internet : IDisposable
    {
        private readonly ConcurrentQueue<string> _asked = new();

        public IReadOnlyList<string> Asked => [.. _asked];

        public bool IsListAway { get; set; }

        public Task ListComes { get; init; } = Task.CompletedTask;

        public string? Refuses { get; init; }

        public (HttpStatusCode Status, string Body) Answer(Uri url)
        {
            _asked.Enqueue(url.AbsoluteUri);
            var list = url.AbsolutePath.EndsWith("dns.json", StringComparison.Ordinal) ? Names : Networks;
            return url.Host == "iana.test" ? IsListAway ? (HttpStatusCode.NotFound, "") : (HttpStatusCode.OK, list)
                : url.Host == Refuses ? (HttpStatusCode.Forbidden, "")
                : url.AbsolutePath.Contains("/ip/", StringComparison.Ordinal) ? (HttpStatusCode.OK, """{"objectClassName":"ip network","name":"NET"}""")
                : (HttpStatusCode.OK,
                    """{"objectClassName":"domain","entities":[{"roles":["registrant"],"vcardArray":["vcard",[["email",{},"text","owner@people.net"]]]}]}""");
        }

        public void Dispose() => _asked.Clear();
    }

    private sealed class Handler(Internet internet) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var (status, body) = internet.Answer(request.RequestUri!);
            if (request.RequestUri!.Host == "iana.test")
            {
                await internet.ListComes.WaitAsync(cancellationToken);
            }

            return new(status) { Content = new StringContent(body, Encoding.UTF8, "application/rdap+json") };
        }
    }
}
