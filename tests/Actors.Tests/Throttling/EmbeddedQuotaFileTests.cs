using Akka.Actor;
using IocExplorer.Hosting.Engine;
using IocExplorer.Messages.Protocols;
using IocExplorer.Testing;
using IocExplorer.Workers.Throttling;

namespace IocExplorer.Actors.Tests.Throttling;

/// <summary>The quota file beside the ledger, from one run in one process to the next.</summary>
public sealed class EmbeddedQuotaFileTests : IDisposable
{
    private const string Source = "VirusTotal";
    private const string Key = "a1b2c3d4";

    private static readonly TimeSpan _patience = SafetyTimeout.Length;
    private static readonly DateTimeOffset _at = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("ioc-quota-file-").FullName;

    private string File => Path.Combine(_folder, "quotas.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task NextRun_KnowsWhatIsSpent_AlsoAfterManySnapshots()
    {
        QuotaProtocol.IEvent refused = new QuotaProtocol.OperationOut(Key, new(2), "HTTP 403", _at);
        await RunAsync(EmbeddedEngine.Create(PatientJournal.In(File)), [refused, .. Enumerable.Range(1, 7).Select(Permits)]);

        var known = await RunAsync(EmbeddedEngine.Create(PatientJournal.In(File)), [Permits(8)]);
        var knownNext = await RunAsync(EmbeddedEngine.Create(PatientJournal.In(File)), []);

        known.ShouldBe([refused, Permits(7)], ignoreOrder: true);
        knownNext.ShouldBe([refused, Permits(8)], ignoreOrder: true);
    }

    [Fact]
    public async Task FileOfAnEarlierVersion_WithASnapshotThatNobodyCanRead_IsReadByItsEvents()
    {
        await RunAsync(ActorSystem.Create("earlier", PatientJournal.In(File)), [.. Enumerable.Range(1, 7).Select(Permits)]);

        var known = await RunAsync(EmbeddedEngine.Create(PatientJournal.In(File)), [Permits(8)]);
        var knownNext = await RunAsync(EmbeddedEngine.Create(PatientJournal.In(File)), []);

        known.ShouldBe([Permits(7)]);
        knownNext.ShouldBe([Permits(8)]);
    }

    private static QuotaProtocol.IEvent Permits(int count) => new QuotaProtocol.PermitsReserved(Key, count, "all that is spent");

    /// <summary>A run that writes these events, one write each, and ends.</summary>
    /// <returns>What its journal told at the start.</returns>
    private static async Task<IReadOnlyList<QuotaProtocol.IEvent>> RunAsync(ActorSystem system, IReadOnlyList<QuotaProtocol.IEvent> events)
    {
        var recovered = new TaskCompletionSource<IReadOnlyList<QuotaProtocol.IEvent>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        system.ActorOf(Props.Create(() => new Throttle(events, recovered, written)));
        var known = await recovered.Task.WaitAsync(_patience);
        await written.Task.WaitAsync(_patience);
        await system.Terminate().WaitAsync(_patience);
        return known;
    }

    /// <summary>Plays the throttle of a source: writes one event after the other.</summary>
    private sealed class Throttle : UntypedActor
    {
        private readonly Queue<QuotaProtocol.IEvent> _events;
        private readonly TaskCompletionSource<IReadOnlyList<QuotaProtocol.IEvent>> _recovered;
        private readonly TaskCompletionSource _written;
        private readonly IActorRef _journal;

        public Throttle(
            IReadOnlyList<QuotaProtocol.IEvent> events, TaskCompletionSource<IReadOnlyList<QuotaProtocol.IEvent>> recovered, TaskCompletionSource written)
        {
            (_events, _recovered, _written) = (new(events), recovered, written);
            var options = new SourceThrottleOptions { Journal = JournalConfig.Quotas, Snapshots = JournalConfig.QuotaSnapshots, SnapshotEvery = 3 };
            _journal = Context.Watch(Context.ActorOf(QuotaJournal.Props(Source, options)));
        }

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case QuotaJournal.Recovered recovered:
                    _recovered.TrySetResult(recovered.Events);
                    WriteNext();
                    break;
                case QuotaJournal.Written:
                    WriteNext();
                    break;
                case Terminated:
                    _recovered.TrySetException(new InvalidOperationException("The journal ended before it told anything."));
                    break;
                default:
                    Unhandled(message);
                    break;
            }
        }

        private void WriteNext()
        {
            if (_events.TryDequeue(out var next))
            {
                _journal.Tell(new QuotaJournal.Write(1, [next]), Self);
            }
            else
            {
                _written.TrySetResult();
            }
        }
    }
}
