using IocExplorer.Persistence.Sqlite;
using IocExplorer.Persistence.Tests.Conformance;

namespace IocExplorer.Persistence.Tests.Sqlite;

/// <summary>The keys of answers, which lie in memory until there are enough to sweep them into the file.</summary>
public sealed class SqliteLedgerKeysTests : SqliteLedgerFileTest
{
    [Fact]
    public async Task AKeyThatStandsTwice_WhenTheKeysAreSwept_StopsTheLedgerInsteadOfPassingUnseen()
    {
        await using (var ledger = await OpenAsync())
        {
            await RecordAsync(ledger, 0, 1);
        }

        ChangeFile("INSERT INTO answer_keys (operation, value, type, answer) SELECT operation, value, type, 77 FROM answers", walLeft: false);
        await using var again = await OpenAsync();

        // The batch that makes the keys enough is recorded; the sweep after it fails, and the next call hears of it.
        var stopped = await Should.ThrowAsync<LedgerException>(async () =>
        {
            for (var from = 1; from < 100_000; from += 2000)
            {
                await RecordAsync(again, from, 2000);
            }
        });

        stopped.Kind.ShouldBe(LedgerErrorKind.Unusable);
        (await Should.ThrowAsync<LedgerException>(() => LookUpAsync(again, 0, 1))).Message.ShouldBe(stopped.Message);
    }

    [Fact]
    public async Task LookUp_AfterTheKeysWereSweptIntoTheFile_StillFindsEachAnswer()
    {
        const int Queries = 20_000;
        await using (var ledger = await OpenAsync())
        {
            for (var from = 0; from < Queries; from += 1000)
            {
                await RecordAsync(ledger, from, 1000);
            }

            await ShouldFindAllAsync(ledger);
        }

        await using var again = await OpenAsync();
        await ShouldFindAllAsync(again);

        // Recorded again, they take the places of the old ones.
        Store.Time.Advance(TimeSpan.FromSeconds(1));
        (await RecordAsync(again, 0, Queries)).ShouldAllBe(at => at == Store.Time.GetUtcNow());
        await ShouldFindAllAsync(again);
        await again.DisposeAsync();
        CountInFile("answers").ShouldBe(Queries);

        async Task ShouldFindAllAsync(SqliteLedger ledger)
        {
            var answers = await LookUpAsync(ledger, 0, Queries + 1);
            for (var number = 0; number < Queries; number++)
            {
                answers[number].ShouldNotBeNull().Answer.ShouldBeAnswer(LedgerChild.AnswerTo(Ioc(number)));
            }

            answers[Queries].ShouldBeNull();
        }
    }

    private long? CountInFile(string table)
    {
        using var database = Database.Open(Store.FilePath);
        return database.Number($"SELECT count(*) FROM {table}");
    }
}
