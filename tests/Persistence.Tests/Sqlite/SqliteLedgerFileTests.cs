using IocExplorer.Messages;
using IocExplorer.Persistence.Sqlite;

namespace IocExplorer.Persistence.Tests.Sqlite;

/// <summary>What may be wrong with the file, the folder and the disk.</summary>
public sealed class SqliteLedgerFileTests : IAsyncDisposable
{
    private readonly SqliteStore _store = new();

    public static TheoryData<string> PlacesThatCannotBeWritten { get; } = OperatingSystem.IsLinux() ? ["a file.txt/ledger.db", "/proc/ledger/ledger.db"] : ["a file.txt/ledger.db"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Open_ByASecondLedgerOfThisProcess_IsRefusedUntilTheFirstIsClosed()
    {
        var first = await OpenAsync();

        await ShouldRefuseAsync(LedgerTrouble.InUse, _store.FilePath);
        await first.DisposeAsync();

        await using var second = await OpenAsync();
    }

    [Fact]
    public async Task Open_ByAnotherNameOfTheSameFile_IsRefused()
    {
        await using var first = await OpenAsync();
        var link = Path.Combine(Path.GetDirectoryName(_store.FilePath)!, "link.db");
        File.CreateSymbolicLink(link, _store.FilePath);

        (await Should.ThrowAsync<LedgerException>(() => OpenAsync(_store.Options with { Path = link }))).Trouble.ShouldBe(LedgerTrouble.InUse);
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
        await AskAsync(ledger, 0, 100);

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

        var trouble = await ShouldRefuseAsync(LedgerTrouble.NewerSchema, _store.FilePath);

        trouble.Message.ShouldContain("schema 1000");
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

        await ShouldRefuseAsync(LedgerTrouble.Unusable, _store.FilePath);

        (await File.ReadAllTextAsync(_store.FilePath, Cancellation)).ShouldBe(content);
    }

    [Fact]
    public async Task Open_ADatabaseOfAnotherProgram_IsRefusedWithoutWritingAByte()
    {
        ChangeFile("CREATE TABLE songs (title TEXT)", walLeft: false);
        var before = await FileBytesAsync();

        var trouble = await ShouldRefuseAsync(LedgerTrouble.Unusable, _store.FilePath);

        trouble.Message.ShouldContain("is not a ledger");
        (await FileBytesAsync())["ledger.db"].ShouldBe(before["ledger.db"]);
    }

    [Fact]
    public async Task Open_AnEmptyFile_MakesItALedger()
    {
        await File.WriteAllBytesAsync(_store.FilePath, [], Cancellation);

        await using var ledger = await OpenAsync();

        (await AskAsync(ledger, 0, 1)).Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(PlacesThatCannotBeWritten))]
    public async Task Open_WhereNothingCanBeWritten_IsRefused(string place)
    {
        var folder = Path.GetDirectoryName(_store.FilePath)!;
        await File.WriteAllTextAsync(Path.Combine(folder, "a file.txt"), "", Cancellation);

        var trouble = await Should.ThrowAsync<LedgerException>(() => OpenAsync(_store.Options with { Path = Path.Combine(folder, place) }));

        trouble.Trouble.ShouldBe(LedgerTrouble.Unusable);
        trouble.Message.ShouldContain("cannot be opened for writing");
        trouble.Message.ShouldContain(place);
    }

    [Fact]
    public async Task Open_AFolder_IsRefused()
    {
        Directory.CreateDirectory(_store.FilePath);

        await ShouldRefuseAsync(LedgerTrouble.Unusable, _store.FilePath);
    }

    [Fact]
    public async Task Open_ADamagedFile_IsRefusedOrSaysSoWhenItMeetsTheDamage()
    {
        await using (var ledger = await OpenAsync())
        {
            await AskAsync(ledger, 0, 2000);
        }

        await using (var file = File.OpenWrite(_store.FilePath))
        {
            file.Seek(4096, SeekOrigin.Begin);
            await file.WriteAsync(Enumerable.Repeat((byte)0xA5, (int)file.Length - 4096).ToArray(), Cancellation);
        }

        var trouble = await ShouldRefuseAsync(LedgerTrouble.Unusable, _store.FilePath);
        trouble.Message.ShouldContain("is damaged");
    }

    [Fact]
    public async Task Read_AnAnswerThatIsDamaged_SaysSoAndServesTheOthers()
    {
        IReadOnlyList<QueryId> ids;
        await using (var ledger = await OpenAsync())
        {
            ids = [.. (await AskAsync(ledger, 0, 2)).Select(state => state.Id)];
            await AnswerAllAsync(ledger);
        }

        ChangeFile($"UPDATE facts SET relations = '[[\"label\",\"domain\",\"a' WHERE query = {ids[0].Value}", walLeft: false);
        await using var again = await OpenAsync();

        var trouble = await Should.ThrowAsync<LedgerException>(async () => await again.ReadAsync([ids[0]], AnyAge, Cancellation));
        trouble.Trouble.ShouldBe(LedgerTrouble.Unusable);
        trouble.Message.ShouldContain("is damaged");
        (await again.ReadAsync([ids[1]], AnyAge, Cancellation)).Single().Answer.ShouldBeOfType<Answer.Found>();
    }

    [Fact]
    public async Task EveryCall_WhenTheDiskIsFull_IsRefusedOrDoneAndTheLedgerStaysUsable()
    {
        const int Batch = 200;
        var asked = 0;
        await using (var ledger = await OpenAsync(_store.Options with { MostPages = 300 }))
        {
            var full = await Should.ThrowAsync<LedgerException>(async () =>
            {
                for (; asked < 100_000; asked += Batch)
                {
                    await AskAsync(ledger, asked, Batch);
                }
            });
            full.Trouble.ShouldBe(LedgerTrouble.Unavailable);
            full.Message.ShouldContain("disk is full");
            asked.ShouldBeGreaterThan(Batch);

            // Nothing of the refused ask is there; what was asked before can be claimed, and a big answer is refused without losing the claim.
            (await ledger.BacklogAsync(Cancellation))["Alpha"].ShouldBe(asked);
            var claim = (await ledger.ClaimAsync(new("Alpha", 1, []), Cancellation)).Single();
            var big = new Answer.Found([new("points to", new(IocType.Domain, new('x', 2_000_000)))], false);
            (await Should.ThrowAsync<LedgerException>(async () => await ledger.AnswerAsync([new(claim, big)], Cancellation)))
                .Trouble.ShouldBe(LedgerTrouble.Unavailable);
            (await ledger.AnswerAsync([new(claim, Answer.Empty.Instance)], Cancellation)).ShouldBe([true]);
        }

        await using var roomy = await OpenAsync();
        (await AskAsync(roomy, 0, asked)).Count(state => state.Answer is Answer.Empty).ShouldBe(1);
        (await roomy.BacklogAsync(Cancellation))["Alpha"].ShouldBe(asked - 1);
        (await AskAsync(roomy, asked, Batch)).ShouldAllBe(state => state.Answer == null);
        (await roomy.BacklogAsync(Cancellation))["Alpha"].ShouldBe(asked - 1 + Batch);
    }

    [Fact]
    public async Task Ask_AfterTheKeysWereSweptIntoTheFile_StillFindsEachQuery()
    {
        const int Queries = 20_000;
        IReadOnlyList<QueryState> first = [];
        await using (var ledger = await OpenAsync())
        {
            for (var from = 0; from < Queries; from += 1000)
            {
                first = [.. first, .. await AskAsync(ledger, from, 1000)];
            }

            (await AskAsync(ledger, 0, Queries)).ShouldBe(first);
        }

        await using var again = await OpenAsync();
        (await AskAsync(again, 0, Queries)).ShouldBe(first);
        (await again.BacklogAsync(Cancellation))["Alpha"].ShouldBe(Queries);
    }

    [Fact]
    public void Migrations_AreNumberedFrom1WithoutAGap() =>
        SqlFiles.Sqlite.Migrations.Select(migration => migration.Version).ShouldBe(Enumerable.Range(1, SqlFiles.Sqlite.Migrations.Count));

    private static Freshness AnyAge => new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    private static async Task<IReadOnlyList<QueryState>> AskAsync(SqliteLedger ledger, int from, int count)
    {
        var operation = (await ledger.RegisterAsync([LedgerChild.Operation], Cancellation)).Single();
        var queries = Enumerable.Range(from, count).Select(number => new QueryToAsk(operation, new(IocType.Domain, $"{number * 7919L % 1_000_003:D7}.example")));
        return await ledger.AskAsync(new(HuntId.Embedded, AnyAge, [.. queries]), Cancellation);
    }

    private static async Task AnswerAllAsync(SqliteLedger ledger)
    {
        var claims = await ledger.ClaimAsync(new("Alpha", 100_000, []), Cancellation);
        await ledger.AnswerAsync([.. claims.Select(claim => new AnswerToClaim(claim, LedgerChild.AnswerTo(claim.Ioc)))], Cancellation);
    }

    private Task<SqliteLedger> OpenAsync(SqliteLedgerOptions? options = null) => SqliteLedger.OpenAsync(options ?? _store.Options, Cancellation).AsTask();

    private async Task<LedgerException> ShouldRefuseAsync(LedgerTrouble trouble, string named)
    {
        var refused = await Should.ThrowAsync<LedgerException>(() => OpenAsync());
        refused.Trouble.ShouldBe(trouble);
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

    private async Task<Dictionary<string, byte[]>> FileBytesAsync()
    {
        var bytes = new Dictionary<string, byte[]>();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_store.FilePath)!).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Order())
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
