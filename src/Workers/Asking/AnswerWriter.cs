using Akka.Actor;
using IocExplorer.Persistence;

namespace IocExplorer.Workers.Asking;

/// <summary>
/// Records what the workers of a node report, in batches: while one call to the ledger is under way the next batch gathers. There is no
/// timer: with little to do an answer is written at once, with much to do batches are large. Then it tells those who wait: the brokers that
/// the work names, and the worker, whose slot is free only now.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>Nothing is recorded. A crash of the process here: the throttle hands the queries out again.</item>
/// <item>All is recorded. A crash before the next line: the brokers tell again what they wait for, and it is found in the ledger.</item>
/// <item>Brokers and workers are notified.</item>
/// </list>
/// <para>A ledger that is away for a while, or a crash of this actor, loses nothing: what was taken lies in the
/// <see cref="WriterBacklog"/>. Recorded twice is the same answer.</para>
/// </remarks>
internal sealed class AnswerWriter(WriterBacklog backlog, ILedger ledger, LedgerMonitor watch, SourceWorkersOptions options) : UntypedActor, IWithTimers
{
    /// <summary>Answers in one call. More would make others wait for the ledger.</summary>
    private const int LargestBatch = 1000;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private TimeSpan _pause = options.LedgerPause;
    private bool _isResting;

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(WriterBacklog backlog, ILedger ledger, LedgerMonitor watch, SourceWorkersOptions options) =>
        Akka.Actor.Props.Create(() => new AnswerWriter(backlog, ledger, watch, options));

    protected override void PostRestart(Exception reason)
    {
        // It is unknown whether the batch was written: writing it again does no harm.
        TakeBack();
        Rest(options.RestartPause);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Write write:
                backlog.Waiting.Add(write);
                break;
            case Written written when written.Batch == backlog.Batch:
                // A crash before the batch is given up records it once more.
                watch.Works();
                _pause = options.LedgerPause;
                backlog.Batch = null;
                Tell(written);
                break;
            case Failed failed when failed.Batch == backlog.Batch:
                Recover(failed.Error);
                break;
            case Written or Failed:
                // Of a writer that crashed: its batch was taken back.
                break;
            case Rested:
                _isResting = false;
                break;
            default:
                Unhandled(message);
                return;
        }

        WriteNext();
    }

    private void WriteNext()
    {
        if (_isResting || backlog.Batch is not null || backlog.Waiting.Count == 0)
        {
            return;
        }

        var batch = backlog.Waiting;
        if (batch.Count <= LargestBatch)
        {
            backlog.Waiting = [];
        }
        else
        {
            backlog.Waiting = batch[LargestBatch..];
            batch.RemoveRange(LargestBatch, batch.Count - LargestBatch);
        }

        backlog.Batch = batch;
        AnswerToRecord[] answers = [.. batch.Select(write => new AnswerToRecord(write.Work.Item.Query, write.Answer))];
        RecordAsync(answers).PipeTo(Self, success: times => new Written(batch, times), failure: error => new Failed(batch, error));
    }

    // Whatever it does before its first wait is done elsewhere, so that answers go on being taken in. Never cancelled: what is paid for is
    // to be kept.
    private Task<IReadOnlyList<DateTimeOffset>> RecordAsync(AnswerToRecord[] answers) =>
        Task.Run(() => ledger.RecordAsync(answers, CancellationToken.None).AsTask());

    private void Tell(Written written)
    {
        var mail = new AnswerMail(options.BatchBytes);
        var workers = new Dictionary<IActorRef, List<WorkInHand>>();
        for (var i = 0; i < written.Batch.Count; i++)
        {
            var (work, answer, worker) = written.Batch[i];
            mail.Add(work.Item, new RecordedAnswer(answer, written.Times[i]), Self);
            workers.GetOrAdd(worker).Add(work);
        }

        // The slots first: the next requests are on their way while what has come is looked at.
        foreach (var (worker, its) in workers)
        {
            worker.Tell(new SourceWorker.Recorded(its), Self);
        }

        mail.Send(Self);
    }

    private void Recover(Exception error)
    {
        if (error is not LedgerException { Kind: LedgerErrorKind.Unavailable } away)
        {
            throw new InvalidOperationException($"Answers could not be recorded: {error.Message}", error);
        }

        TakeBack();
        watch.Fails(away);
        Rest(_pause);
        _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
    }

    private void TakeBack()
    {
        backlog.Waiting.InsertRange(0, backlog.Batch ?? []);
        backlog.Batch = null;
    }

    private void Rest(TimeSpan pause)
    {
        _isResting = true;
        Timers.StartSingleTimer(nameof(Rested), Rested.Instance, pause);
    }

    /// <summary>From a worker: the result of a query.</summary>
    internal sealed record Write(WorkInHand Work, Answer Answer, IActorRef Worker);

    private sealed record Written(List<Write> Batch, IReadOnlyList<DateTimeOffset> Times);

    private sealed record Failed(List<Write> Batch, Exception Error);

    private sealed record Rested { public static Rested Instance { get; } = new(); }
}
