using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using IocExplorer.Hosting.Engine;
using IocExplorer.Testing;

namespace IocExplorer.Hosting.Tests.Engine;

[Collection("clusters")]
public sealed class MeasuredJournalTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("journal-").FullName;
    private readonly JournalMetrics _metrics = new();
    private readonly ActorSystem _system;
    private readonly Inbox _inbox;

    public MeasuredJournalTests()
    {
        var config = ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF }")
            .WithFallback(MeasuredJournal.Settings)
            .WithFallback(JournalConfig.Embedded(Path.Combine(_folder, "quotas.db")));
        _system = ActorSystem.Create("journals", ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(config), _metrics));
        _inbox = Inbox.Create(_system);
    }

    public async ValueTask DisposeAsync()
    {
        await _system.Terminate();
        _inbox.Dispose();
        _system.Dispose();
        _metrics.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Journal_CountsEventsWritesAndRecoveries()
    {
        await using var metrics = await MetricsPage.ServeAsync();
        var actor = await RecoveredAsync();

        actor.Tell(new[] { "a", "b", "c" });
        await SaysAsync("kept", times: 3);
        actor.Tell(new[] { "d" });
        await SaysAsync("kept");

        // The first one had nothing to recover from.
        await RecoveredAsync();
        await RecoveredAsync();

        var text = await metrics.ReadAsync();
        text.ShouldContain("iocexplorer_journal_events_total{journal=\"quotas\"} 4\n");
        text.ShouldContain("iocexplorer_journal_write_duration_seconds_count{journal=\"quotas\"} 2\n");
        text.ShouldContain("iocexplorer_journal_recoveries_total{journal=\"quotas\"} 2\n");
        text.ShouldNotContain("journal_failures_total");
    }

    [Fact]
    public async Task Journal_ThatRefusesAWrite_CountsTheFailureAndNoEvent()
    {
        await using var metrics = await MetricsPage.ServeAsync();
        var overtaken = await RecoveredAsync();
        var next = await RecoveredAsync();
        next.Tell(new[] { "first" });
        await SaysAsync("kept");

        overtaken.Tell(new[] { "too late" });

        await SaysAsync("not kept");
        var text = await metrics.ReadAsync();
        text.ShouldContain("iocexplorer_journal_failures_total{journal=\"quotas\",operation=\"write\"} 1\n");
        text.ShouldContain("iocexplorer_journal_events_total{journal=\"quotas\"} 1\n");
    }

    private async Task<IActorRef> RecoveredAsync()
    {
        var actor = _system.ActorOf(KeepingActor.Props("the-same", _inbox.Receiver));
        await SaysAsync("ready");
        return actor;
    }

    private async Task SaysAsync(string text, int times = 1)
    {
        for (var time = 0; time < times; time++)
        {
            (await _inbox.ReceiveAsync(SafetyTimeout.Length)).ShouldBe(text);
        }
    }
}
