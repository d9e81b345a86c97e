using IocExplorer.Messages;

namespace IocExplorer.Persistence.Tests.Sqlite;

/// <summary>A file that is no ledger of this version, or one that is damaged.</summary>
public sealed class SqliteLedgerDamageTests : SqliteLedgerFileTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Open_AFileOfANewerVersion_IsRefusedWithoutWritingAByte(bool walLeft)
    {
        await (await OpenAsync()).DisposeAsync();
        ChangeFile("INSERT INTO schema_versions (version, applied_at) VALUES (1000, 0)", walLeft);
        var before = await FileBytesAsync();
        before.ContainsKey("ledger.db-wal").ShouldBe(walLeft);

        var error = await ShouldRefuseAsync(LedgerErrorKind.NewerSchema, Store.FilePath);

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
        await File.WriteAllTextAsync(Store.FilePath, content, Cancellation);

        await ShouldRefuseAsync(LedgerErrorKind.Unusable, Store.FilePath);

        (await File.ReadAllTextAsync(Store.FilePath, Cancellation)).ShouldBe(content);
    }

    [Fact]
    public async Task Open_ADatabaseOfAnotherProgram_IsRefusedWithoutWritingAByte()
    {
        ChangeFile("CREATE TABLE songs (title TEXT)", walLeft: false);
        var before = await FileBytesAsync();

        var error = await ShouldRefuseAsync(LedgerErrorKind.Unusable, Store.FilePath);

        error.Message.ShouldContain("is not a ledger");
        (await FileBytesAsync())["ledger.db"].ShouldBe(before["ledger.db"]);
    }

    [Fact]
    public async Task Open_ADamagedFile_IsRefusedOrSaysSoWhenItMeetsTheDamage()
    {
        await using (var ledger = await OpenAsync())
        {
            await RecordAsync(ledger, 0, 2000);
        }

        await using (var file = File.OpenWrite(Store.FilePath))
        {
            file.Seek(4096, SeekOrigin.Begin);
            await file.WriteAsync(Enumerable.Repeat((byte)0xA5, (int)file.Length - 4096).ToArray(), Cancellation);
        }

        var error = await ShouldRefuseAsync(LedgerErrorKind.Unusable, Store.FilePath);
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

        (await ShouldRefuseAsync(LedgerErrorKind.Unusable, Store.FilePath)).Message.ShouldContain("is damaged");
    }

    private async Task<Dictionary<string, byte[]>> FileBytesAsync()
    {
        var bytes = new Dictionary<string, byte[]>();
        foreach (
            var file in Directory.GetFiles(Path.GetDirectoryName(Store.FilePath)!).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Order())
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
