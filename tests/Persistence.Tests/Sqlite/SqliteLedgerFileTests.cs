using IocExplorer.Messages;
using IocExplorer.Persistence.Sqlite;
using IocExplorer.Persistence.Tests.Conformance;

namespace IocExplorer.Persistence.Tests.Sqlite;

/// <summary>What may be wrong with the file, the folder and the disk.</summary>
public sealed class SqliteLedgerFileTests : IAsyncDisposable
{
    private readonly SqliteBackend _store = new();

    public static TheoryData<string> PlacesThatCannotBeWritten { get; } = OperatingSystem.IsLinux()
        ? ["a file.txt/ledger.db", "/proc/ledger/ledger.db"]
        : ["a file.txt/ledger.db"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Open_ByASecondLedgerOfThisProcess_IsRefusedUntilTheFirstIsClosed()
    {
        var first = await OpenAsync();

        await ShouldRefuseAsync(LedgerErrorKind.InUse, _store.FilePath);
        await first.DisposeAsync();

        await using var second = await OpenAsync();
    }

    [Fact]
    public async Task Open_ByAnotherNameOfTheSameFile_IsRefused()
    {
        await using var first = await OpenAsync();
        var link = Path.Combine(Path.GetDirectoryName(_store.FilePath)!, "link.db");
        File.CreateSymbolicLink(link, _store.FilePath);

        (await Should.ThrowAsync<LedgerException>(() => OpenAsync(_store.Options with { Path = link }))).Kind.ShouldBe(LedgerErrorKind.InUse);
    }

    [Fact]
    public async Task Open_ByASecondProcess_IsRefusedUntilTheFirstIsClosed()
    {
        await using (var first = await OpenAsync())
        {
            (await OpenInAnotherProcessAsync()).ShouldStartWith($"InUse: The ledger {_store.FilePath} is in use by another process.");
        }

        (await OpenInAnotherProcessAsync()).ShouldBe("open");
    }

    [Fact]
    public async Task Close_InOrder_LeavesTheFileAndAnEmptyLockOnly()
    {
        var ledger = await OpenAsync();
        await RecordAsync(ledger, 0, 100);

        await ledger.DisposeAsync();

        Directory.GetFiles(Path.GetDirectoryName(_store.FilePath)!).Select(Path.GetFileName).ShouldBe(["ledger.db", "ledger.db.lock"], ignoreOrder: true);
        new FileInfo(_store.FilePath + ".lock").Length.ShouldBe(0);
    }

    [Fact]
    public async Task Open_InAFolderThatDoesNotExist_MakesIt()
    {
        var path = Path.Combine(Path.GetDirectoryName(_store.FilePath)!, "new", "deeper", "ledger.db");

        await using var ledger = await OpenAsync(_store.Options with { Path = path });

        File.Exists(path).ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Open_AFileOfANewerVersion_IsRefusedWithoutWritingAByte(bool walLeft)
    {
        await (await OpenAsync()).DisposeAsync();
        ChangeFile("INSERT INTO schema_versions (version, applied_at) VALUES (1000, 0)", walLeft);
        var before = await FileBytesAsync();
        before.ContainsKey("ledger.db-wal").ShouldBe(walLeft);

        var error = await ShouldRefuseAsync(LedgerErrorKind.NewerSchema, _store.FilePath);

        error.Message.ShouldContain("schema 1000");
        var after = await FileBytesAsync();
        after.Keys.ShouldBe(before.Keys);
        foreach (var (name, bytes) in after)
        {
            bytes.AsSpan().SequenceEqual(before[name]).ShouldBeTrue(name);
        }
    }

    [Theory]
    [InlineData("this is a text file that somebody named by mistake, and long enough to be more than a header of one hundred bytes, so it is.")]
    [InlineData("xy")]
    [InlineData("SQLite format 3\0 and then nothing that makes sense, for a while, so that it is longer than one hundred bytes, which it is now.")]
    public async Task Open_AFileThatIsNoDatabase_IsRefusedWithoutWritingAByte(string content)
    {
        await File.WriteAllTextAsync(_store.FilePath, content, Cancellation);

        await ShouldRefuseAsync(LedgerErrorKind.Unusable, _store.FilePath);

        (await File.ReadAllTextAsync(_store.FilePath, Cancellation)).ShouldBe(content);
    }

    [Fact]
    public async Task Open_ADatabaseOfAnotherProgram_IsRefusedWithoutWritingAByte()
    {
        ChangeFile("CREATE TABLE songs (title TEXT)", walLeft: false);
        var before = await FileBytesAsync();

        var error = await ShouldRefuseAsync(LedgerErrorKind.Unusable, _store.FilePath);

        error.Message.ShouldContain("is not a ledger");
        (await FileBytesAsync())["ledger.db"].ShouldBe(before["ledger.db"]);
    }

    [Fact]
    public async Task Open_AnEmptyFile_MakesItALedger()
    {
        await File.WriteAllBytesAsync(_store.FilePath, [], Cancellation);

        await using var ledger = await OpenAsync();

        (await RecordAsync(ledger, 0, 1)).Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(PlacesThatCannotBeWritten))]
    public async Task Open_WhereNothingCanBeWritten_IsRefused(string place)
    {
        var folder = Path.GetDirectoryName(_store.FilePath)!;
        await File.WriteAllTextAsync(Path.Combine(folder, "a file.txt"), "", Cancellation);

        var error = await Should.ThrowAsync<LedgerException>(() => OpenAsync(_store.Options with { Path = Path.Combine(folder, place) }));

        error.Kind.ShouldBe(LedgerErrorKind.Unusable);
        error.Message.ShouldContain("cannot be opened for writing");
        error.Message.ShouldContain(place);
    }

    [Fact]
    public async Task Open_AFolder_IsRefused()
    {
        Directory.CreateDirectory(_store.FilePath);

        await ShouldRefuseAsync(LedgerErrorKind.Unusable, _store.FilePath);
    }

    [Fact]
    public async Task Open_ADamagedFile_IsRefusedOrSaysSoWhenItMeetsTheDamage()
    {
        await using (var ledger = await OpenAsync())
        {
            await RecordAsync(ledger, 0, 2000);
        }

        await using (var file = File.OpenWrite(_store.FilePath))
        {
            file.Seek(4096, SeekOrigin.Begin);
            await file.WriteAsync(Enumerable.Repeat((byte)0xA5, (int)file.Length - 4096).ToArray(), Cancellation);
        }

        var error = await ShouldRefuseAsync(LedgerErrorKind.Unusable, _store.FilePath);
        error.Message.ShouldContain("is damaged");
    }

    [Fact]
    public async Task LookUp_AnAnswerThatIsDamaged_SaysSoAndServesTheOthers()
    {
        await using (var ledger = await OpenAsync())
        {
            await RecordAsync(ledger, 0, 2);
        }

        ChangeFile("UPDATE answers SET relations = '[[\"label\",\"domain\",\"a' WHERE id = 1", walLeft: false);
        await using var again = await OpenAsync();

        var error = await Should.ThrowAsync<LedgerException>(() => LookUpAsync(again, 0, 1));
        error.Kind.ShouldBe(LedgerErrorKind.Unusable);
        error.Message.ShouldContain("is damaged");
        (await LookUpAsync(again, 1, 1)).Single()!.Value.Answer.ShouldBeOfType<Answer.Found>();
    }

    [Fact]
    public async Task Open_AFileWithOneQueryTwice_SaysThatItIsDamaged()
    {
        await using (var ledger = await OpenAsync())
        {
            await RecordAsync(ledger, 0, 2);
        }

        ChangeFile("INSERT INTO answers (operation, type, value, fact_at, cut, relations) SELECT operation, type, value, fact_at, cut, relations FROM answers",
            walLeft: false);

        (await ShouldRefuseAsync(LedgerErrorKind.Unusable, _store.FilePath)).Message.ShouldContain("is damaged");
    }

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
    public async Task EveryCall_WhenTheDiskIsFull_IsRefusedOrDoneAndTheLedgerStaysUsable()
    {
        const int Batch = 200;
        var recorded = 0;
        await using (var ledger = await OpenAsync(_store.Options with { MostPages = 300 }))
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
        _store.Time.Advance(TimeSpan.FromSeconds(1));
        (await RecordAsync(again, 0, Queries)).ShouldAllBe(at => at == _store.Time.GetUtcNow());
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

    [Fact]
    public void Migrations_AreNumberedFrom1WithoutAGap() =>
        SqlFiles.Sqlite.Migrations.Select(migration => migration.Version).ShouldBe(Enumerable.Range(1, SqlFiles.Sqlite.Migrations.Count));

    private static Freshness AnyAge => new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    private static Ioc Ioc(int number) => new(IocType.Domain, $"{number * 7919L % 1_000_003:D7}.example");

    private static async Task<Query> QueryAsync(SqliteLedger ledger, int number) =>
        new((await ledger.RegisterAsync([LedgerChild.Operation], Cancellation)).Single(), Ioc(number));

    private static async Task<IReadOnlyList<DateTimeOffset>> RecordAsync(SqliteLedger ledger, int from, int count)
    {
        var (operation, _) = await QueryAsync(ledger, 0);
        return await ledger.RecordAsync(
            [.. Enumerable.Range(from, count).Select(number => new AnswerToRecord(new(operation, Ioc(number)), LedgerChild.AnswerTo(Ioc(number))))],
            Cancellation);
    }

    private static async Task<IReadOnlyList<RecordedAnswer?>> LookUpAsync(SqliteLedger ledger, int from, int count)
    {
        var (operation, _) = await QueryAsync(ledger, 0);
        return await ledger.LookUpAsync([.. Enumerable.Range(from, count).Select(number => new Query(operation, Ioc(number)))], AnyAge, Cancellation);
    }

    private Task<SqliteLedger> OpenAsync(SqliteLedgerOptions? options = null) => SqliteLedger.OpenAsync(options ?? _store.Options, Cancellation).AsTask();

    private async Task<LedgerException> ShouldRefuseAsync(LedgerErrorKind error, string named)
    {
        var refused = await Should.ThrowAsync<LedgerException>(() => OpenAsync());
        refused.Kind.ShouldBe(error);
        refused.Message.ShouldContain(named);
        return refused;
    }

    private async Task<string> OpenInAnotherProcessAsync()
    {
        using var child = LedgerChild.Start("open", _store.FilePath);
        var said = await child.StandardOutput.ReadToEndAsync(Cancellation);
        await child.WaitForExitAsync(Cancellation);
        return said.Trim();
    }

    private void ChangeFile(string sql, bool walLeft)
    {
        using var database = Database.Open(_store.FilePath);
        if (walLeft)
        {
            database.SetWriteBackOnClose(false);
        }

        database.Run(sql);
    }

    private long? CountInFile(string table)
    {
        using var database = Database.Open(_store.FilePath);
        return database.Number($"SELECT count(*) FROM {table}");
    }

    private async Task<Dictionary<string, byte[]>> FileBytesAsync()
    {
        var bytes = new Dictionary<string, byte[]>();
        foreach (
            var file in Directory.GetFiles(Path.GetDirectoryName(_store.FilePath)!).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Order())
        {
            // The index of the WAL is no part of the data, and an empty WAL is none: reading alone makes both.
            if (!file.EndsWith("-shm", StringComparison.Ordinal) && new FileInfo(file).Length > 0)
            {
                bytes.Add(Path.GetFileName(file), await File.ReadAllBytesAsync(file, Cancellation));
            }
        }

        return bytes;
    }
}
