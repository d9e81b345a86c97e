using IocExplorer.Persistence.Postgres.Hunts;

namespace IocExplorer.Persistence.Tests.Postgres.Hunts;

public sealed class ReportStoreTests : IAsyncLifetime
{
    private HuntsDatabase _database = null!;

    private ReportStore Reports => new(_database.Store);

    public async ValueTask InitializeAsync() => _database = await HuntsDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Report_IsTheOneThatBeganLast_AndIsGivenToWhoHasAnOlderOne()
    {
        var hunt = await _database.SubmitAsync(1);
        var at = _database.Time.GetUtcNow();
        (await Reports.FindAsync(hunt, null, HuntsDatabase.Cancellation)).ShouldBeNull();

        (await Reports.KeepAsync(hunt, new("one", at, new byte[] { 1 }), HuntsDatabase.Cancellation)).ShouldBeTrue();
        (await Reports.KeepAsync(hunt, new("two", at.AddSeconds(2), new byte[] { 2 }), HuntsDatabase.Cancellation)).ShouldBeTrue();
        (await Reports.KeepAsync(hunt, new("late", at.AddSeconds(1), new byte[] { 3 }), HuntsDatabase.Cancellation)).ShouldBeFalse();

        var kept = (await Reports.FindAsync(hunt, at, HuntsDatabase.Cancellation)).ShouldNotBeNull();
        (kept.Holds, kept.MadeAt, Convert.ToHexString(kept.Content.Span)).ShouldBe(("two", at.AddSeconds(2), "02"));
        (await Reports.FindAsync(hunt, at.AddSeconds(2), HuntsDatabase.Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Report_OfAHuntThatIsDeleted_GoesWithIt_AndIsNotKeptAgain()
    {
        var hunt = await _database.SubmitAsync(1);
        StoredReport report = new("all", _database.Time.GetUtcNow(), new byte[] { 1 });
        await Reports.KeepAsync(hunt, report, HuntsDatabase.Cancellation);

        await _database.Trees.DeleteAsync(hunt, HuntsDatabase.Cancellation);

        (await Reports.FindAsync(hunt, null, HuntsDatabase.Cancellation)).ShouldBeNull();
        (await Reports.KeepAsync(hunt, report, HuntsDatabase.Cancellation)).ShouldBeFalse();
    }
}
