namespace IocExplorer.Persistence.Tests.Conformance;

public abstract partial class LedgerConformance
{
    private const string Key = "Alpha 1a2b3c";

    [Fact]
    public async Task TakeKey_ThatIsNew_HasSpentNothing()
    {
        var lease = await Ledger.TakeKeyAsync(Key, Cancellation);

        lease.ShouldNotBeNull();
        lease.Key.ShouldBe(Key);
        lease.Spent.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"minute":"2026-01-05T12:00","spent":3}""")]
    [InlineData("")]
    [InlineData("odd ' \" \\ \0 \u2028 \ud83d\ude00")]
    public async Task TakeKey_AfterADeath_CarriesWhatWasSpentAndAHigherEpoch(string spent)
    {
        var lease = (await Ledger.TakeKeyAsync(Key, Cancellation))!;
        (await Ledger.SpendAsync(lease, "before", Cancellation)).ShouldBeTrue();
        (await Ledger.SpendAsync(lease, spent, Cancellation)).ShouldBeTrue();

        await ReopenAsync();
        var next = (await Ledger.TakeKeyAsync(Key, Cancellation))!;

        next.Spent.ShouldBe(spent);
        next.Epoch.Value.ShouldBeGreaterThan(lease.Epoch.Value);
    }

    [Fact]
    public async Task Spend_UnderALeaseThatChangedHands_IsRefusedAndChangesNothing()
    {
        var old = (await Ledger.TakeKeyAsync(Key, Cancellation))!;
        await Ledger.SpendAsync(old, "1", Cancellation);

        var current = (await Ledger.TakeKeyAsync(Key, Cancellation))!;

        (await Ledger.SpendAsync(old, "999", Cancellation)).ShouldBeFalse();
        (await Ledger.SpendAsync(current, "2", Cancellation)).ShouldBeTrue();
        (await Ledger.SpendAsync(old, "999", Cancellation)).ShouldBeFalse();
        (await Ledger.TakeKeyAsync(Key, Cancellation))!.Spent.ShouldBe("2");
    }

    [Fact]
    public async Task Spend_OfAKeyNobodyTook_IsRefused() =>
        (await Ledger.SpendAsync(new("Alpha unknown", new(1), ""), "1", Cancellation)).ShouldBeFalse();

    [Fact]
    public async Task TakeKey_OfTwoKeys_KeepsThemApart()
    {
        var one = (await Ledger.TakeKeyAsync("Alpha one", Cancellation))!;
        var two = (await Ledger.TakeKeyAsync("Alpha two", Cancellation))!;

        (await Ledger.SpendAsync(one, "1", Cancellation)).ShouldBeTrue();
        (await Ledger.SpendAsync(two, "2", Cancellation)).ShouldBeTrue();

        (await Ledger.TakeKeyAsync("Alpha one", Cancellation))!.Spent.ShouldBe("1");
    }

    [Fact]
    public async Task TakeKey_By8AtOnce_LeavesOneThatMaySpend()
    {
        var leases = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await Ledger.TakeKeyAsync(Key, Cancellation), Cancellation)));

        var spent = await Task.WhenAll(leases.Select(async lease => lease is not null && await Ledger.SpendAsync(lease, "x", Cancellation)));

        spent.Count(accepted => accepted).ShouldBe(1);
    }
}
