using IocExplorer.Actors;
using System.Collections.Concurrent;
using IocExplorer.Testing;

namespace IocExplorer.Kernel.Tests;

public class MailboxTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TellAsync_FromManySenders_KeepsTheOrderOfEachAndHandlesOneAtATime()
    {
        const int Senders = 16;
        const int Each = 500;
        var inside = 0;
        var most = 0;
        var seen = new List<(int Sender, int Number)>();
        await using var mailbox = new Mailbox<(int Sender, int Number)>("counter", _ => new TestActor<(int, int)>
        {
            OnMessage = async (message, _) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref inside));
                await Task.Yield();
                seen.Add(message);
                Interlocked.Decrement(ref inside);
            },
        }, new() { Capacity = 4 });

        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(
            async () =>
            {
                for (var number = 0; number < Each; number++)
                {
                    (await mailbox.TellAsync((sender, number), Cancellation)).ShouldBeTrue();
                }
            },
            Cancellation)));
        await mailbox.StopAsync().InTimeAsync("stop", "counter", "an end");

        most.ShouldBe(1);
        seen.Count.ShouldBe(Senders * Each);
        foreach (var sender in seen.GroupBy(message => message.Sender))
        {
            sender.Select(message => message.Number).ShouldBe(Enumerable.Range(0, Each));
        }
    }

    [Fact]
    public async Task TellAsync_AtCapacity_WaitsUntilOneIsTakenAndGoesOnInOrder()
    {
        var first = new Gate();
        var second = new Gate();
        await using var probe = new TestProbe<int>();
        await using var mailbox = Create<int>(async (message, cancellation) =>
        {
            await (message switch { 1 => first.PassAsync(cancellation), 2 => second.PassAsync(cancellation), _ => ValueTask.CompletedTask });
            await probe.Mailbox.TellAsync(message, cancellation);
        }, capacity: 2);

        await mailbox.TellAsync(1, Cancellation);
        await first.ReachedAsync();
        await mailbox.TellAsync(2, Cancellation);
        await mailbox.TellAsync(3, Cancellation);
        var fourth = mailbox.TellAsync(4, Cancellation);
        var fifth = mailbox.TellAsync(5, Cancellation);

        fourth.IsCompleted.ShouldBeFalse("two wait already");
        first.Open();
        (await fourth.AsTask().InTimeAsync("after one was taken", "the fourth sender", "room")).ShouldBeTrue();
        await second.ReachedAsync();
        fifth.IsCompleted.ShouldBeFalse("3 and 4 wait");
        second.Open();
        (await fifth.AsTask().InTimeAsync("after two were taken", "the fifth sender", "room")).ShouldBeTrue();
        foreach (var expected in Enumerable.Range(1, 5))
        {
            (await probe.NextAsync()).ShouldBe(expected);
        }
    }

    [Fact]
    public async Task TellAsync_CancelledWhileWaitingForRoom_ThrowsAndTakesNoRoom()
    {
        var gate = new Gate();
        await using var probe = new TestProbe<int>();
        await using var mailbox = Create<int>(async (message, cancellation) =>
        {
            await (message == 1 ? gate.PassAsync(cancellation) : ValueTask.CompletedTask);
            await probe.Mailbox.TellAsync(message, cancellation);
        }, capacity: 1);
        await mailbox.TellAsync(1, Cancellation);
        await gate.ReachedAsync();
        await mailbox.TellAsync(2, Cancellation);
        using var impatient = new CancellationTokenSource();
        var waiting = mailbox.TellAsync(3, impatient.Token).AsTask();

        await impatient.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(waiting);
        await Should.ThrowAsync<OperationCanceledException>(mailbox.TellAsync(4, impatient.Token).AsTask());
        gate.Open();
        (await mailbox.TellAsync(5, Cancellation).AsTask().InTimeAsync("after the cancelled one", "a sender", "room")).ShouldBeTrue();
        (await probe.NextAsync()).ShouldBe(1);
        (await probe.NextAsync()).ShouldBe(2);
        (await probe.NextAsync()).ShouldBe(5);
    }

    [Fact]
    public async Task Reply_AtCapacity_NeverWaitsAndKeepsItsPlace()
    {
        var gate = new Gate();
        await using var probe = new TestProbe<int>();
        await using var mailbox = Create<int>(async (message, cancellation) =>
        {
            await (message == 1 ? gate.PassAsync(cancellation) : ValueTask.CompletedTask);
            await probe.Mailbox.TellAsync(message, cancellation);
        }, capacity: 1);
        await mailbox.TellAsync(1, Cancellation);
        await gate.ReachedAsync();
        await mailbox.TellAsync(2, Cancellation);

        mailbox.Reply(3).ShouldBeTrue();
        mailbox.Reply(4).ShouldBeTrue();
        gate.Open();

        foreach (var expected in Enumerable.Range(1, 4))
        {
            (await probe.NextAsync()).ShouldBe(expected);
        }
    }

    [Fact]
    public async Task ReplyAfter_WhenTimeHasCome_Arrives()
    {
        var time = new FakeTime();
        await using var probe = new TestProbe<string>();
        await using var mailbox = Create<string>((message, cancellation) => Pass(probe, message, cancellation), time: time);

        using var later = mailbox.ReplyAfter(TimeSpan.FromSeconds(5), "after five");
        using var calledOff = mailbox.ReplyAfter(TimeSpan.FromSeconds(4), "called off");
        calledOff.Dispose();
        time.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));
        await mailbox.TellAsync("just before", Cancellation);
        (await probe.NextAsync()).ShouldBe("just before");
        time.Advance(TimeSpan.FromTicks(1));

        (await probe.NextAsync()).ShouldBe("after five");
        await mailbox.StopAsync();
        (await probe.StopAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task ReplyAfter_WhenTheActorHasStopped_IsDropped()
    {
        var time = new FakeTime();
        await using var probe = new TestProbe<string>();
        var mailbox = Create<string>((message, cancellation) => Pass(probe, message, cancellation), time: time);
        using var later = mailbox.ReplyAfter(TimeSpan.FromSeconds(5), "too late");

        await mailbox.DisposeAsync();
        time.Advance(TimeSpan.FromSeconds(5));

        (await probe.StopAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task IdleAsync_ComesAfterTheMailboxHasRunEmpty_NotAfterEveryMessage()
    {
        var gate = new Gate();
        await using var probe = new TestProbe<string>();
        await using var mailbox = new Mailbox<string>("idler", _ => new TestActor<string>
        {
            OnMessage = async (message, cancellation) =>
            {
                await (message == "1" ? gate.PassAsync(cancellation) : ValueTask.CompletedTask);
                await probe.Mailbox.TellAsync(message, cancellation);
            },
            OnIdle = cancellation => Pass(probe, "idle", cancellation),
            OnStop = () => Pass(probe, "stop", CancellationToken.None),
        });

        await mailbox.TellAsync("1", Cancellation);
        await gate.ReachedAsync();
        await mailbox.TellAsync("2", Cancellation);
        await mailbox.TellAsync("3", Cancellation);
        gate.Open();

        (await Next(probe, 4)).ShouldBe(["1", "2", "3", "idle"]);
        await mailbox.TellAsync("4", Cancellation);
        (await Next(probe, 2)).ShouldBe(["4", "idle"]);
        await mailbox.StopAsync();
        (await probe.StopAsync()).ShouldBe(["stop"]);
    }

    [Fact]
    public async Task Create_IsGivenAMailboxThatIsComplete()
    {
        var seen = new TaskCompletionSource<(Task Completion, string Name)>();
        await using var mailbox = new Mailbox<string>("whole", own =>
        {
            seen.SetResult((own.Completion, own.Name));
            return new TestActor<string>();
        });

        (await seen.Task.InTimeAsync("start", "whole", "made")).ShouldBe((mailbox.Completion, "whole"));
    }

    [Fact]
    public async Task TwoActorsThatAskAndReply_UnderLoad_NeverBlockEachOther()
    {
        const int Requests = 5000;
        var replies = new ConcurrentBag<int>();
        var all = new TaskCompletionSource();
        Mailbox<int>? asker = null;
        await using var answerer = Create<int>((message, _) =>
        {
            asker!.Reply(-message);
            return ValueTask.CompletedTask;
        }, capacity: 2);
        asker = Create<int>(async (message, cancellation) =>
        {
            if (message > 0)
            {
                await answerer.TellAsync(message, cancellation);
                return;
            }

            replies.Add(message);
            if (replies.Count == Requests)
            {
                all.SetResult();
            }
        }, capacity: 2);

        for (var request = 1; request <= Requests; request++)
        {
            await asker.TellAsync(request, Cancellation);
        }

        await all.Task.InTimeAsync("asking", "the asker", $"{Requests} replies", () => $"{replies.Count}");
        replies.Order().ShouldBe(Enumerable.Range(-Requests, Requests));
        await asker.DisposeAsync();
    }

    internal static async Task<List<string>> Next(TestProbe<string> probe, int count)
    {
        var messages = new List<string>();
        for (var i = 0; i < count; i++)
        {
            messages.Add(await probe.NextAsync());
        }

        return messages;
    }

    internal static async ValueTask Pass(TestProbe<string> probe, string message, CancellationToken cancellation) =>
        await probe.Mailbox.TellAsync(message, cancellation);

    private static Mailbox<TMessage> Create<TMessage>(
        Func<TMessage, CancellationToken, ValueTask> handle, int capacity = 1024, TimeProvider? time = null) =>
        new("subject", _ => new TestActor<TMessage> { OnMessage = handle }, new() { Capacity = capacity, Time = time ?? TimeProvider.System });
}
