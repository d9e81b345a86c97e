using IocExplorer.Testing;

namespace IocExplorer.Kernel.Tests;

public class TestProbeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NextAsync_GivesMessagesInOrder_AlsoThoseThatComeLater()
    {
        await using var probe = new TestProbe<string>();
        await probe.Mailbox.TellAsync("a", Cancellation);

        (await probe.NextAsync()).ShouldBe("a");
        var next = probe.NextAsync();
        next.IsCompleted.ShouldBeFalse();
        probe.Mailbox.Reply("b");
        (await next).ShouldBe("b");
    }

    [Fact]
    public async Task NextAsync_OfACase_RefusesAnother()
    {
        await using var probe = new TestProbe<object>("the desk");
        probe.Mailbox.Reply("text");
        probe.Mailbox.Reply(1);

        (await probe.NextAsync<string>()).ShouldBe("text");
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => probe.NextAsync<string>("second"));

        failure.Message.ShouldBe("second: the desk: expected String; actual: 1.");
    }

    [Fact]
    public async Task NextAsync_WhenNothingComes_TimesOutSayingPhaseEntityExpectedAndActual()
    {
        var time = new FakeTime();
        await using var probe = new TestProbe<string>("the desk", time);
        probe.Mailbox.Reply("a");
        await probe.NextAsync();
        var next = probe.NextAsync("second page");

        time.Advance(SafetyTimeout.Length);

        var failure = await Should.ThrowAsync<TimeoutException>(next);
        failure.Message.ShouldBe("second page: the desk: expected another String within 30 s; actual: 1 received in all, the last one a.");
    }

    [Fact]
    public async Task StopAsync_GivesWhatNobodyHasRead()
    {
        await using var probe = new TestProbe<string>();
        probe.Mailbox.Reply("a");
        probe.Mailbox.Reply("b");
        probe.Mailbox.Reply("c");
        await probe.NextAsync();

        (await probe.StopAsync()).ShouldBe(["b", "c"]);
        probe.Mailbox.Reply("d").ShouldBeFalse();
    }
}
