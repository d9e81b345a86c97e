using IocExplorer.Actors;
using IocExplorer.Persistence;

namespace IocExplorer.Workers.Lanes;

/// <summary>
/// Records what the workers of a node report, in batches: while one call to the ledger is under way the next batch gathers in the mailbox. There is no
/// timer: with little to do an answer is written at once, with much to do batches are large.
/// </summary>
/// <remarks>
/// What was taken stays in the backlog until the ledger has it: a ledger that is away for a while, or a crash of this actor, loses nothing. Workers
/// keep their slots until then, so that never more is paid for and not yet safe than may be under way at once.
/// </remarks>
internal sealed class AnswerWriter(IClaimLedger ledger, WriterBacklog backlog, LedgerWatch watch, TimeProvider time) : IActor<WriterMessage>
{
    /// <summary>Answers in one call. More would make others wait for the ledger.</summary>
    private const int LargestBatch = 1000;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    public ValueTask StartAsync(CancellationToken cancellation) => WriteAsync(cancellation);

    public ValueTask HandleAsync(WriterMessage message, CancellationToken cancellation)
    {
        if (message.Answer is { } answer)
        {
            backlog.Answers.Add(new(message.Claim, answer));
        }
        else
        {
            backlog.HandedBack.Add(message.Claim);
        }

        if (message.Done is { } done)
        {
            backlog.Done.Add(done);
        }

        return backlog.Answers.Count + backlog.HandedBack.Count >= LargestBatch ? WriteAsync(cancellation) : ValueTask.CompletedTask;
    }

    public ValueTask IdleAsync(CancellationToken cancellation) => WriteAsync(cancellation);

    private async ValueTask WriteAsync(CancellationToken cancellation)
    {
        for (var pause = watch.Pause; backlog.Answers.Count + backlog.HandedBack.Count > 0; pause = Longer(pause))
        {
            try
            {
                if (backlog.Answers.Count > 0)
                {
                    // 1. Nothing is recorded. A crash here: the node's claims are given to others.
                    await ledger.AnswerAsync(backlog.Answers, cancellation);

                    // 2. All is recorded. A crash before the next line: recorded again, and refused as stale. A claim that was stale belongs to somebody else.
                    backlog.Answers.Clear();
                }

                if (backlog.HandedBack.Count > 0)
                {
                    await ledger.ReleaseAsync(backlog.HandedBack, cancellation);
                    backlog.HandedBack.Clear();
                }

                backlog.Done.ForEach(done => done());
                backlog.Done.Clear();
                watch.Works();
            }
            catch (LedgerException trouble) when (trouble.Trouble == LedgerTrouble.Unavailable)
            {
                watch.Fails(trouble);
                await Task.Delay(pause, time, cancellation);
            }
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;
}
