using IocExplorer.Messages;

namespace IocExplorer.Persistence.Tests.Sqlite;

/// <summary>A disk without room.</summary>
public sealed class SqliteLedgerFullDiskTests : SqliteLedgerFileTest
{
    [Fact]
    public async Task EveryCall_WhenTheDiskIsFull_IsRefusedOrDoneAndTheLedgerStaysUsable()
    {
        const int Batch = 200;
        var recorded = 0;
        await using (var ledger = await OpenAsync(Store.Options with { MostPages = 300 }))
        {
            var full = await Should.ThrowAsync<LedgerException>(async () =>
            {
                for (; recorded < 100_000; recorded += Batch)
                {
                    await RecordAsync(ledger, recorded, Batch);
                }
            });
            full.Kind.ShouldBe(LedgerErrorKind.Unavailable);
            full.Message.ShouldContain("disk is full");
            recorded.ShouldBeGreaterThan(Batch);

            // Nothing of the refused batch is there; what was recorded before can be looked up, and replaced by something smaller.
            (await LookUpAsync(ledger, 0, recorded)).ShouldAllBe(answer => answer != null);
            (await LookUpAsync(ledger, recorded, Batch)).ShouldAllBe(answer => answer == null);
            var query = await QueryAsync(ledger, 0);
            var big = new Answer.Found([new("points to", new(IocType.Domain, new('x', 2_000_000)))], false);
            (await Should.ThrowAsync<LedgerException>(async () => await ledger.RecordAsync([new(query, big)], Cancellation)))
                .Kind.ShouldBe(LedgerErrorKind.Unavailable);
            await ledger.RecordAsync([new(query, Answer.Empty.Instance)], Cancellation);
        }

        await using var roomy = await OpenAsync();
        (await LookUpAsync(roomy, 0, recorded)).Count(answer => answer?.Answer is Answer.Empty).ShouldBe(1);
        (await LookUpAsync(roomy, recorded, Batch)).ShouldAllBe(answer => answer == null);
        await RecordAsync(roomy, recorded, Batch);
        (await LookUpAsync(roomy, 0, recorded + Batch)).ShouldAllBe(answer => answer != null);
    }
}
