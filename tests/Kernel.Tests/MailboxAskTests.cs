using IocExplorer.Actors;
using IocExplorer.Testing;

namespace IocExplorer.Kernel.Tests;

public class MailboxAskTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2.5);
    private readonly FakeTime _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AskAsync_OfAnActorThatReplies_GivesTheReply()
    {
        await using var mailbox = Create(ask => ask.Reply.SetResult(ask.Number * 2));

        var reply = await mailbox.AskAsync<int>(promise => new(21, promise), s_patience, Cancellation);

        reply.ShouldBe(42);
    }

    [Fact]
    public async Task AskAsync_WithoutAReply_TimesOutNamingActorReplyAndTime()
    {
        await using var mailbox = Create(_ => { });
        var asking = mailbox.AskAsync<int>(promise => new(1, promise), s_patience, Cancellation);
        await _time.WaitForTimersAsync(1);

        _time.Advance(s_patience - TimeSpan.FromTicks(1));
        asking.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromTicks(1));

        var late = await Should.ThrowAsync<TimeoutException>(asking.InTimeAsync("asking", "the asker", "an end"));
        late.Message.ShouldBe("the oracle did not reply with Int32 within 2.5 s.");
    }

    [Fact]
    public async Task AskAsync_OfAnActorThatCrashesOverTheMessage_FailsAtOnceWithTheCrashInside()
    {
        await using var mailbox = Create(_ => throw new FormatException("boom"));

        var asking = mailbox.AskAsync<int>(promise => new(1, promise), s_patience, Cancellation);

        var failure = await Should.ThrowAsync<InvalidOperationException>(asking.InTimeAsync("asking", "the asker", "an end"));
        failure.Message.ShouldBe("the oracle crashed over the message that it was to answer with Int32.");
        failure.InnerException.ShouldBeOfType<FormatException>().Message.ShouldBe("boom");
    }

    [Fact]
    public async Task AskAsync_OfAnActorThatRepliesAndThenCrashes_GivesTheReply()
    {
        await using var mailbox = Create(ask =>
        {
            ask.Reply.SetResult(7);
            throw new FormatException("boom");
        });

        (await mailbox.AskAsync<int>(promise => new(1, promise), s_patience, Cancellation)).ShouldBe(7);
    }

    [Fact]
    public async Task AskAsync_OfAnActorThatHasStopped_SaysSo()
    {
        await using var mailbox = Create(ask => ask.Reply.SetResult(1));
        await mailbox.StopAsync();

        var failure = await Should.ThrowAsync<InvalidOperationException>(mailbox.AskAsync<int>(promise => new(1, promise), s_patience, Cancellation));

        failure.Message.ShouldBe("the oracle has stopped and takes no more messages.");
    }

    [Fact]
    public async Task AskAsync_OfAnActorThatStopsOrIsAbortedBeforeItReplies_SaysSo()
    {
        foreach (var end in new Action<Mailbox<Ask>>[] { mailbox => mailbox.StopAsync(), mailbox => mailbox.Abort() })
        {
            var handled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var mailbox = Create(_ => handled.SetResult());
            var asking = mailbox.AskAsync<int>(promise => new(1, promise), s_patience, Cancellation);
            await handled.Task.InTimeAsync("asking", "the oracle", "handled");

            end(mailbox);

            var failure = await Should.ThrowAsync<InvalidOperationException>(asking.InTimeAsync("asking", "the asker", "an end"));
            failure.Message.ShouldBe("the oracle stopped before it replied with Int32.");
        }
    }

    [Fact]
    public async Task AskAsync_OfAFullMailbox_TimesOutWaitingForRoomAndSendsNothingLater()
    {
        var gate = new Gate();
        var numbers = new List<int>();
        await using var mailbox = new Mailbox<Ask>(
            "the oracle",
            _ => new TestActor<Ask>
            {
                OnMessage = async (ask, cancellation) =>
                {
                    await gate.PassAsync(cancellation);
                    numbers.Add(ask.Number);
                },
            },
            new() { Capacity = 1, Time = _time });
        var unread = new TaskCompletionSource<int>();
        await mailbox.TellAsync(new(1, unread), Cancellation);
        await gate.ReachedAsync();
        await mailbox.TellAsync(new(2, unread), Cancellation);
        var asking = mailbox.AskAsync<int>(promise => new(3, promise), s_patience, Cancellation);

        _time.Advance(s_patience);

        await Should.ThrowAsync<TimeoutException>(asking.InTimeAsync("asking", "the asker", "an end"));
        gate.Open();
        await mailbox.StopAsync().InTimeAsync("stop", "the oracle", "an end");
        numbers.ShouldBe([1, 2]);
    }

    [Fact]
    public async Task AskAsync_Cancelled_ThrowsThat()
    {
        using var impatient = new CancellationTokenSource();
        await using var mailbox = Create(_ => { });
        var asking = mailbox.AskAsync<int>(promise => new(1, promise), s_patience, impatient.Token);

        await impatient.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(asking.InTimeAsync("asking", "the asker", "an end"));
    }

    private Mailbox<Ask> Create(Action<Ask> handle) => new(
        "the oracle",
        _ => new TestActor<Ask>
        {
            OnMessage = (ask, _) =>
            {
                handle(ask);
                return ValueTask.CompletedTask;
            },
        },
        new() { Time = _time });

    private sealed record Ask(int Number, TaskCompletionSource<int> Reply);
}
