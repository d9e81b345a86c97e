using IocExplorer.Actors;
using IocExplorer.Testing;

namespace IocExplorer.Kernel.Tests;

public class MailboxCrashTests
{
    private readonly FakeTime _time = new();
    private readonly TestProbe<string> _log = new("the log");
    private int _instances;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ACrash_LosesTheMessageBeingHandledOnly_AndANewInstanceTakesTheRest()
    {
        await using var mailbox = Create();

        await mailbox.TellAsync("a", Cancellation);
        await mailbox.TellAsync("crash", Cancellation);
        await mailbox.TellAsync("b", Cancellation);
        (await MailboxTests.Next(_log, 3)).ShouldBe(["start 1", "1: a", "crashed: boom"]);
        await BackOffAsync(TimeSpan.FromMilliseconds(100));

        (await MailboxTests.Next(_log, 2)).ShouldBe(["start 2", "2: b"]);
        await mailbox.StopAsync();
        (await _log.StopAsync()).ShouldBe(["stop 2"]);
    }

    [Fact]
    public async Task CrashesInARow_DoubleThePauseUpToTheLongest()
    {
        await using var mailbox = Create(options => options with { LongestBackOff = TimeSpan.FromMilliseconds(500) });
        (await _log.NextAsync()).ShouldBe("start 1");

        var instance = 1;
        foreach (var milliseconds in new[] { 100, 200, 400, 500, 500 })
        {
            await mailbox.TellAsync("crash", Cancellation);
            (await _log.NextAsync()).ShouldBe("crashed: boom");
            await BackOffAsync(TimeSpan.FromMilliseconds(milliseconds));
            (await _log.NextAsync()).ShouldBe($"start {++instance}");
        }
    }

    [Fact]
    public async Task AMessageHandledInBetween_StartsThePausesAnew()
    {
        await using var mailbox = Create();

        await mailbox.TellAsync("crash", Cancellation);
        (await MailboxTests.Next(_log, 2)).ShouldBe(["start 1", "crashed: boom"]);
        await BackOffAsync(TimeSpan.FromMilliseconds(100));
        await mailbox.TellAsync("good", Cancellation);
        await mailbox.TellAsync("crash", Cancellation);

        (await MailboxTests.Next(_log, 3)).ShouldBe(["start 2", "2: good", "crashed: boom"]);
        await BackOffAsync(TimeSpan.FromMilliseconds(100));
        (await _log.NextAsync()).ShouldBe("start 3");
    }

    [Fact]
    public async Task VeryManyCrashesInARow_KeepTheLongestPause()
    {
        await using var mailbox = Create(options => options with { CrashesInARow = int.MaxValue, LongestBackOff = TimeSpan.FromSeconds(1) });
        (await _log.NextAsync()).ShouldBe("start 1");

        for (var instance = 2; instance < 1200; instance++)
        {
            await mailbox.TellAsync("crash", Cancellation);
            (await _log.NextAsync()).ShouldBe("crashed: boom");
            await _time.WaitForTimersAsync(1);
            _time.Advance(TimeSpan.FromSeconds(1));
            (await _log.NextAsync()).ShouldBe($"start {instance}");
        }
    }

    [Fact]
    public async Task CrashesInARowUpToTheLimit_GiveTheActorUp()
    {
        await using var mailbox = Create(options => options with { CrashesInARow = 3, Capacity = 1 });
        (await _log.NextAsync()).ShouldBe("start 1");
        for (var i = 0; i < 2; i++)
        {
            await mailbox.TellAsync("crash", Cancellation);
            (await _log.NextAsync()).ShouldBe("crashed: boom");
            await _time.WaitForTimersAsync(1);
            _time.Advance(TimeSpan.FromSeconds(1));
            (await _log.NextAsync()).ShouldBe($"start {i + 2}");
        }

        await mailbox.TellAsync("crash", Cancellation);

        (await _log.NextAsync()).ShouldBe("given up: boom");
        var end = await Should.ThrowAsync<FormatException>(mailbox.Completion.InTimeAsync("giving up", "subject", "an end"));
        end.Message.ShouldBe("boom");
        mailbox.Aborted.IsCancellationRequested.ShouldBeTrue();
        mailbox.Reply("too late").ShouldBeFalse();
        (await mailbox.TellAsync("too late", Cancellation)).ShouldBeFalse();
        (await mailbox.TellAsync("too late", Cancellation)).ShouldBeFalse("a refused message takes no room");
        (await _log.StopAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task GivingUp_TellsASenderThatWaitsForRoom()
    {
        var gate = new Gate();
        await using var mailbox = new Mailbox<string>(
            "subject",
            _ => new TestActor<string> { OnMessage = async (_, cancellation) => await CrashBehindAsync(gate, cancellation) },
            new() { Capacity = 1, CrashesInARow = 1 });
        await mailbox.TellAsync("1", Cancellation);
        await gate.ReachedAsync();
        await mailbox.TellAsync("2", Cancellation);
        var waiting = mailbox.TellAsync("3", Cancellation).AsTask();

        gate.Open();

        (await waiting.InTimeAsync("giving up", "the sender", "an answer")).ShouldBeFalse();
    }

    [Fact]
    public async Task ACrashWhileMakingOrStartingTheActor_CountsLikeAnyOther()
    {
        await using var mailbox = new Mailbox<string>(
            "subject",
            _ => ++_instances switch
            {
                1 => throw new FormatException("made badly"),
                2 => new TestActor<string> { OnStart = _ => throw new FormatException("started badly") },
                _ => new TestActor<string> { OnMessage = (message, cancellation) => MailboxTests.Pass(_log, message, cancellation) },
            },
            Options());
        await mailbox.TellAsync("kept", Cancellation);

        (await _log.NextAsync()).ShouldBe("crashed: made badly");
        await BackOffAsync(TimeSpan.FromMilliseconds(100));
        (await _log.NextAsync()).ShouldBe("crashed: started badly");
        await BackOffAsync(TimeSpan.FromMilliseconds(200));

        (await _log.NextAsync()).ShouldBe("kept");
    }

    [Fact]
    public async Task ACrashWhileIdle_IsFollowedByARestart()
    {
        await using var mailbox = new Mailbox<string>(
            "subject",
            _ => ++_instances == 1
                ? new TestActor<string> { OnIdle = _ => throw new FormatException("flushed badly") }
                : new TestActor<string> { OnMessage = (message, cancellation) => MailboxTests.Pass(_log, message, cancellation) },
            Options());

        await mailbox.TellAsync("handled by the first", Cancellation);
        (await _log.NextAsync()).ShouldBe("crashed: flushed badly");
        await BackOffAsync(TimeSpan.FromMilliseconds(100));
        await mailbox.TellAsync("handled by the second", Cancellation);

        (await _log.NextAsync()).ShouldBe("handled by the second");
    }

    [Fact]
    public async Task ACrashDuringAStop_IsRestartedUntilWhatWaitsIsHandled()
    {
        var gate = new Gate();
        await using var mailbox = Create(gate: gate);
        await mailbox.TellAsync("gate", Cancellation);
        await gate.ReachedAsync();
        await mailbox.TellAsync("crash", Cancellation);
        await mailbox.TellAsync("b", Cancellation);

        var stop = mailbox.StopAsync();
        gate.Open();
        (await MailboxTests.Next(_log, 3)).ShouldBe(["start 1", "1: gate", "crashed: boom"]);
        stop.IsCompleted.ShouldBeFalse();
        await BackOffAsync(TimeSpan.FromMilliseconds(100));
        await stop.InTimeAsync("stop", "subject", "an end");

        (await _log.StopAsync()).ShouldBe(["start 2", "2: b", "stop 2"]);
    }

    [Fact]
    public async Task ACrashInTheLastCall_IsReportedAndNotRepeated()
    {
        var stops = 0;
        await using var mailbox = new Mailbox<string>(
            "subject",
            _ => new TestActor<string>
            {
                OnStop = () =>
                {
                    stops++;
                    throw new FormatException("stopped badly");
                },
            },
            Options());

        var stop = mailbox.StopAsync();

        (await _log.NextAsync()).ShouldBe("given up: stopped badly");
        await Should.ThrowAsync<FormatException>(stop.InTimeAsync("stop", "subject", "an end"));
        stops.ShouldBe(1);
    }

    [Fact]
    public async Task ACrashReportThatThrows_EndsTheActorInsteadOfLeavingItHalfAlive()
    {
        await using var mailbox = new Mailbox<string>(
            "subject",
            _ => new TestActor<string> { OnMessage = (_, _) => throw new FormatException("boom") },
            new() { Crashed = (_, _, _) => throw new InvalidOperationException("the report failed") });

        await mailbox.TellAsync("1", Cancellation);

        var end = await Should.ThrowAsync<InvalidOperationException>(mailbox.Completion.InTimeAsync("report", "subject", "an end"));
        end.Message.ShouldBe("the report failed");
        (await mailbox.TellAsync("2", Cancellation)).ShouldBeFalse();
    }

    private static async Task CrashBehindAsync(Gate gate, CancellationToken cancellation)
    {
        await gate.PassAsync(cancellation);
        throw new FormatException("boom");
    }

    /// <summary>The pause is exactly so long: a tick before its end nothing has fired.</summary>
    private async Task BackOffAsync(TimeSpan pause)
    {
        await _time.WaitForTimersAsync(1);
        _time.Advance(pause - TimeSpan.FromTicks(1));
        _time.ArmedTimers.ShouldBe(1);
        _time.Advance(TimeSpan.FromTicks(1));
    }

    private MailboxOptions Options() => new()
    {
        Time = _time,
        Crashed = (name, crash, givenUp) =>
        {
            name.ShouldBe("subject");
            _log.Mailbox.Reply($"{(givenUp ? "given up" : "crashed")}: {crash.Message}");
        },
    };

    private Mailbox<string> Create(Func<MailboxOptions, MailboxOptions>? change = null, Gate? gate = null) => new(
        "subject",
        _ =>
        {
            var instance = ++_instances;
            return new TestActor<string>
            {
                OnStart = cancellation => MailboxTests.Pass(_log, $"start {instance}", cancellation),
                OnMessage = async (message, cancellation) =>
                {
                    await (message == "gate" ? gate!.PassAsync(cancellation) : ValueTask.CompletedTask);
                    await (message == "crash" ? throw new FormatException("boom") : MailboxTests.Pass(_log, $"{instance}: {message}", cancellation));
                },
                OnStop = () => MailboxTests.Pass(_log, $"stop {instance}", CancellationToken.None),
            };
        },
        (change ?? (options => options))(Options()));
}
