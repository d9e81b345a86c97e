using System.Net.Sockets;
using IocExplorer.Messages;
using IocExplorer.Testing;
using IocExplorer.Workers.Asking;
using IocExplorer.Workers.Http;
using IocExplorer.Workers.Settings;
using IocExplorer.Workers.Tests.Doubles;

namespace IocExplorer.Workers.Tests.Asking;

/// <summary>A run without a network: no source's name can be resolved.</summary>
public sealed class NameResolutionTests : IDisposable
{
    private static readonly HttpRequestException s_unresolved = new(HttpRequestError.NameResolutionError, "no such host",
        new SocketException((int)SocketError.TryAgain));

    private readonly NoticeList _notices = new();
    private readonly List<IDisposable> _open = [];

    [Fact]
    public async Task WhenNoNameCanBeResolved_AllSourcesAreGivenUpTogether_WithOneLine()
    {
        var time = new FakeTime();
        var names = new NameResolution(_notices.Add, time);
        var (first, firstGate) = Create("First", names, time, s_unresolved);
        var (second, secondGate) = Create("Second", names, time, s_unresolved);

        await AskAsync(first, firstGate);
        _notices.Texts.ShouldBeEmpty();
        await AskAsync(second, secondGate);

        _notices.Texts.ShouldBe([
            "The name of no source can be resolved (First, Second): there is no network, or no name server. What was to be asked of them is recorded as not "
            + "answered, and the next run asks it; "
            + "relations of your own are used as usual. With --offline nothing is tried outside.",
        ]);
        first.Health.Availability.ShouldBeOfType<SourceAvailability.Unreachable>();
        (await AskAsync(second, secondGate))
            .ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Failed, "Second could not be reached: its name cannot be resolved"));
    }

    [Fact]
    public async Task WhenOneSourceWasReached_TheOthersNamesAreTheirOwnTrouble()
    {
        var time = new FakeTime();
        var names = new NameResolution(_notices.Add, time);
        var (wrong, wrongGate) = Create("Wrong", names, time, s_unresolved);
        var (other, otherGate) = Create("Other", names, time,
            new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused)));

        await AskAsync(other, otherGate);
        await AskAsync(wrong, wrongGate);
        time.Advance(NameResolution.PatienceWithOne);
        await AskAsync(wrong, wrongGate);

        _notices.Texts.ShouldBeEmpty();
        wrong.Health.Availability.ShouldNotBeOfType<SourceAvailability.Unreachable>();
    }

    [Fact]
    public async Task WhenOnlyOneOfSeveralWasAsked_TheOthersGetTheirTime()
    {
        var time = new FakeTime();
        var names = new NameResolution(_notices.Add, time);
        var (first, firstGate) = Create("First", names, time, s_unresolved);
        _ = Create("Second", names, time, s_unresolved);

        await AskAsync(first, firstGate);
        first.Health.Availability.ShouldNotBeOfType<SourceAvailability.Unreachable>();
        time.Advance(NameResolution.PatienceWithOne);
        await AskAsync(first, firstGate);

        first.Health.Availability.ShouldBeOfType<SourceAvailability.Unreachable>();
        _notices.Texts.Count.ShouldBe(1);
    }

    [Fact]
    public void WhenNameServersDoNotAnswer_WhatWasWaitedForThem_IsPatienceToo()
    {
        var time = new FakeTime();
        var names = new NameResolution(_notices.Add, time);
        var (first, _) = Create("First", names, time, s_unresolved);
        var (second, _) = Create("Second", names, time, s_unresolved);
        names.Asked(first);
        names.Asked(second);

        time.Advance(NameLookUp.Patience);
        names.Failed(first, isLast: false);
        _notices.Texts.ShouldBeEmpty();
        names.Failed(second, isLast: false);

        _notices.Texts.Single().ShouldStartWith("The name of no source can be resolved (First, Second)");
    }

    [Fact]
    public async Task WhenThereIsOnlyOneSource_ItIsGivenUpAfterItsFirstQuery()
    {
        var time = new FakeTime();
        var (only, gate) = Create("Only", new(_notices.Add, time), time, s_unresolved);

        await AskAsync(only, gate);

        only.Health.Availability.ShouldBeOfType<SourceAvailability.Unreachable>();
        _notices.Texts.Single().ShouldStartWith("The name of no source can be resolved (Only)");
    }

    [Fact]
    public async Task InAService_WhereNobodyLooksAfterNames_NothingIsGivenUp()
    {
        var time = new FakeTime();
        var (only, gate) = Create("Only", null, time, s_unresolved);

        (await AskAsync(only, gate)).ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Failed, "its name cannot be resolved"));

        only.Health.IsWell.ShouldBeTrue();
        _notices.Texts.ShouldBeEmpty();
    }

    public void Dispose() => _open.ForEach(o => o.Dispose());

    private (HttpSource Source, KeyGate Gate) Create(string name, NameResolution? names, TimeProvider time, Exception failure)
    {
        HttpSource source = new(
            new()
            {
                Name = name,
                Operations = [new TestOperation(new("http://source.invalid/"), "relatives", 10)],
                Resilience = new ResilienceSettings { Attempts = 1 },
                Names = names,
            },
            _notices.Add,
            time,
            new(1),
            () => new FailingHandler(failure));
        KeyGate gate = new(name, source.Keys[0], time);
        gate.Attach(new PlayedThrottle(gate, time));
        _open.AddRange([source, gate]);
        return (source, gate);
    }

    private static async Task<Answer?> AskAsync(HttpSource source, KeyGate gate)
    {
        gate.Expect(1);
        return await source.AskAsync(gate, new(new(1), source.Operations[0]), new(IocType.Domain, "seed.example"), TestContext.Current.CancellationToken);
    }

    private sealed class FailingHandler(Exception failure) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromException<HttpResponseMessage>(failure);
    }
}
