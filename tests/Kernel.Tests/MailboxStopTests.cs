using IocExplorer.Actors;
using IocExplorer.Testing;

namespace IocExplorer.Kernel.Tests;

public class MailboxStopTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StopAsync_UnderLoad_HandlesExactlyWhatWasAccepted()
    {
        var handled = 0;
        var stops = 0;
        var mailbox = new Mailbox<int>("subject", _ => new TestActor<int>
        {
            OnMessage = async (_, _) =>
            {
                await Task.Yield();
                handled++;
            },
            OnStop = () =>
            {
                stops++;
                return ValueTask.CompletedTask;
            },
        }, new() { Capacity = 8 });
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var accepted = 0;
        var senders = Enumerable.Range(0, 16).Select(_ => Task.Run(
            async () =>
            {
                while (await mailbox.TellAsync(1, Cancellation))
                {
                    if (Interlocked.Increment(ref accepted) == 2000)
                    {
                        enough.SetResult();
                    }
                }
            },
            Cancellation)).ToArray();
        await enough.Task.InTimeAsync("load", "the senders", "2000 accepted", () => $"{accepted}");

        await mailbox.StopAsync().InTimeAsync("stop", "subject", "an end");
        await Task.WhenAll(senders).InTimeAsync("stop", "the senders", "told that nothing more is taken");

        handled.ShouldBe(accepted);
        stops.ShouldBe(1);
        await mailbox.DisposeAsync();
    }

    [Fact]
    public async Task StopAsync_WhileSendersWaitForRoom_TellsThemAtOnceAndHandlesWhatWaits()
    {
        var gate = new Gate();
        await using var probe = new TestProbe<string>();
        await using var mailbox = Create(probe, gate, capacity: 1);
        await mailbox.TellAsync("1", Cancellation);
        await gate.ReachedAsync();
        await mailbox.TellAsync("2", Cancellation);
        var waiting = Enumerable.Range(3, 5).Select(i => mailbox.TellAsync($"{i}", Cancellation).AsTask()).ToArray();

        var stop = mailbox.StopAsync();

        (await Task.WhenAll(waiting).InTimeAsync("stop", "the senders", "told")).ShouldAllBe(accepted => !accepted);
        stop.IsCompleted.ShouldBeFalse();
        gate.Open();
        await stop.InTimeAsync("stop", "subject", "an end");
        (await probe.StopAsync()).ShouldBe(["1", "2", "stop"]);
    }

    [Fact]
    public async Task AfterAStop_EverySenderIsTurnedAway()
    {
        await using var probe = new TestProbe<string>();
        var mailbox = Create(probe, capacity: 1);
        await mailbox.StopAsync().InTimeAsync("stop", "subject", "an end");

        for (var i = 0; i < 3; i++)
        {
            (await mailbox.TellAsync("late", Cancellation).AsTask().InTimeAsync("late", "a sender", "told")).ShouldBeFalse();
        }

        mailbox.Reply("late").ShouldBeFalse();
        mailbox.Aborted.IsCancellationRequested.ShouldBeFalse("the stop was an orderly one");
        await mailbox.StopAsync();
        (await probe.StopAsync()).ShouldBe(["stop"]);
    }

    [Fact]
    public async Task Abort_CancelsTheMessageBeingHandledAndDropsTheRest()
    {
        var gate = new Gate();
        var crashes = 0;
        await using var probe = new TestProbe<string>();
        await using var mailbox = Create(probe, gate, capacity: 2, crashed: () => crashes++);
        await mailbox.TellAsync("1", Cancellation);
        await gate.ReachedAsync();
        await mailbox.TellAsync("2", Cancellation);
        await mailbox.TellAsync("3", Cancellation);
        var waiting = mailbox.TellAsync("4", Cancellation).AsTask();

        mailbox.Abort();

        (await waiting.InTimeAsync("abort", "the sender", "told")).ShouldBeFalse();
        await mailbox.Completion.InTimeAsync("abort", "subject", "an end");
        mailbox.Aborted.IsCancellationRequested.ShouldBeTrue();
        crashes.ShouldBe(0);
        (await probe.StopAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Abort_OfAnActorThatOverlooksTheToken_DropsTheRestWithoutIdleOrStop()
    {
        var gate = new Gate();
        await using var probe = new TestProbe<string>();
        await using var mailbox = new Mailbox<string>("subject", _ => new TestActor<string>
        {
            OnMessage = async (message, _) =>
            {
                await gate.PassAsync(CancellationToken.None);
                await MailboxTests.Pass(probe, message, CancellationToken.None);
            },
            OnIdle = _ => MailboxTests.Pass(probe, "idle", CancellationToken.None),
            OnStop = () => MailboxTests.Pass(probe, "stop", CancellationToken.None),
        });
        await mailbox.TellAsync("1", Cancellation);
        await gate.ReachedAsync();
        await mailbox.TellAsync("2", Cancellation);

        mailbox.Abort();
        gate.Open();
        await mailbox.Completion.InTimeAsync("abort", "subject", "an end");

        (await probe.StopAsync()).ShouldBe(["1"]);
    }

    [Fact]
    public async Task Abort_WhileIdle_NeverRunsTheOrderlyStop()
    {
        for (var i = 0; i < 500; i++)
        {
            var stopped = false;
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var mailbox = new Mailbox<string>("subject", _ => new TestActor<string>
            {
                OnStart = _ =>
                {
                    started.SetResult();
                    return ValueTask.CompletedTask;
                },
                OnStop = () =>
                {
                    stopped = true;
                    return ValueTask.CompletedTask;
                },
            });
            await started.Task;

            mailbox.Abort();
            await mailbox.Completion.InTimeAsync("abort", "subject", "an end");

            stopped.ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Abort_DuringTheBackOff_EndsWithoutANewInstance()
    {
        var time = new FakeTime();
        var instances = 0;
        await using var mailbox = new Mailbox<string>(
            "subject",
            _ =>
            {
                instances++;
                throw new FormatException("boom");
            },
            new() { Time = time });
        await time.WaitForTimersAsync(1);

        mailbox.Abort();
        await mailbox.Completion.InTimeAsync("abort", "subject", "an end");

        instances.ShouldBe(1);
    }

    [Fact]
    public async Task Abort_AnsweredByACrash_IsReportedAndEndsWithoutANewInstance()
    {
        var gate = new Gate();
        var instances = 0;
        var reported = new List<(string Message, bool GivenUp)>();
        await using var mailbox = new Mailbox<string>(
            "subject",
            _ =>
            {
                instances++;
                return new TestActor<string>
                {
                    OnMessage = async (_, _) =>
                    {
                        await gate.PassAsync(CancellationToken.None);
                        throw new FormatException("the socket was closed under me");
                    },
                };
            },
            new() { Crashed = (_, crash, givenUp) => reported.Add((crash.Message, givenUp)) });
        await mailbox.TellAsync("1", Cancellation);
        await gate.ReachedAsync();

        mailbox.Abort();
        gate.Open();
        await mailbox.Completion.InTimeAsync("abort", "subject", "an end");

        instances.ShouldBe(1);
        reported.ShouldBe([("the socket was closed under me", true)]);
    }

    [Fact]
    public async Task Abort_WithAWatcherThatThrows_StillClosesTheMailbox()
    {
        await using var probe = new TestProbe<string>();
        var mailbox = Create(probe);
        using var watcher = mailbox.Aborted.Register(() => throw new FormatException("a watcher failed"));

        Should.Throw<AggregateException>(mailbox.Abort);

        await mailbox.Completion.InTimeAsync("abort", "subject", "an end");
        mailbox.Reply("late").ShouldBeFalse();
    }

    [Fact]
    public async Task AfterDispose_EveryMemberStillAnswers()
    {
        await using var probe = new TestProbe<string>();
        var mailbox = Create(probe, capacity: 1);

        await mailbox.DisposeAsync();
        await mailbox.DisposeAsync();
        mailbox.Abort();

        (await mailbox.TellAsync("late", Cancellation)).ShouldBeFalse();
        (await mailbox.TellAsync("late", Cancellation)).ShouldBeFalse();
        mailbox.Reply("late").ShouldBeFalse();
        mailbox.Aborted.IsCancellationRequested.ShouldBeTrue();
        await mailbox.StopAsync().InTimeAsync("stop", "subject", "an end");
        (await probe.StopAsync()).ShouldBeEmpty();
    }

    private static Mailbox<string> Create(TestProbe<string> probe, Gate? gate = null, int capacity = 1024, Action? crashed = null) => new(
        "subject",
        _ => new TestActor<string>
        {
            OnMessage = async (message, cancellation) =>
            {
                await (gate is null ? ValueTask.CompletedTask : gate.PassAsync(cancellation));
                await MailboxTests.Pass(probe, message, cancellation);
            },
            OnStop = () => MailboxTests.Pass(probe, "stop", CancellationToken.None),
        },
        new() { Capacity = capacity, Crashed = (_, _, _) => crashed?.Invoke() });
}
