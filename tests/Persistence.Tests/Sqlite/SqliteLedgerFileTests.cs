namespace IocExplorer.Persistence.Tests.Sqlite;

/// <summary>The file, its folder and its lock.</summary>
public sealed class SqliteLedgerFileTests : SqliteLedgerFileTest
{
    public static TheoryData<string> PlacesThatCannotBeWritten { get; } = OperatingSystem.IsLinux()
        ? ["a file.txt/ledger.db", "/proc/ledger/ledger.db"]
        : ["a file.txt/ledger.db"];

    [Fact]
    public async Task Open_ByASecondLedgerOfThisProcess_IsRefusedUntilTheFirstIsClosed()
    {
        var first = await OpenAsync();

        await ShouldRefuseAsync(LedgerErrorKind.InUse, Store.FilePath);
        await first.DisposeAsync();

        await using var second = await OpenAsync();
    }

    [Fact]
    public async Task Open_ByAnotherNameOfTheSameFile_IsRefused()
    {
        await using var first = await OpenAsync();
        var link = Path.Combine(Path.GetDirectoryName(Store.FilePath)!, "link.db");
        File.CreateSymbolicLink(link, Store.FilePath);

        (await Should.ThrowAsync<LedgerException>(() => OpenAsync(Store.Options with { Path = link }))).Kind.ShouldBe(LedgerErrorKind.InUse);
    }

    [Fact]
    public async Task Open_ByASecondProcess_IsRefusedUntilTheFirstIsClosed()
    {
        await using (var first = await OpenAsync())
        {
            (await OpenInAnotherProcessAsync()).ShouldStartWith($"InUse: The ledger {Store.FilePath} is in use by another process.");
        }

        (await OpenInAnotherProcessAsync()).ShouldBe("open");
    }

    [Fact]
    public async Task Close_InOrder_LeavesTheFileAndAnEmptyLockOnly()
    {
        var ledger = await OpenAsync();
        await RecordAsync(ledger, 0, 100);

        await ledger.DisposeAsync();

        Directory.GetFiles(Path.GetDirectoryName(Store.FilePath)!).Select(Path.GetFileName).ShouldBe(["ledger.db", "ledger.db.lock"], ignoreOrder: true);
        new FileInfo(Store.FilePath + ".lock").Length.ShouldBe(0);
    }

    [Fact]
    public async Task Open_InAFolderThatDoesNotExist_MakesIt()
    {
        var path = Path.Combine(Path.GetDirectoryName(Store.FilePath)!, "new", "deeper", "ledger.db");

        await using var ledger = await OpenAsync(Store.Options with { Path = path });

        File.Exists(path).ShouldBeTrue();
    }

    [Fact]
    public async Task Open_AnEmptyFile_MakesItALedger()
    {
        await File.WriteAllBytesAsync(Store.FilePath, [], Cancellation);

        await using var ledger = await OpenAsync();

        (await RecordAsync(ledger, 0, 1)).Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(PlacesThatCannotBeWritten))]
    public async Task Open_WhereNothingCanBeWritten_IsRefused(string place)
    {
        var folder = Path.GetDirectoryName(Store.FilePath)!;
        await File.WriteAllTextAsync(Path.Combine(folder, "a file.txt"), "", Cancellation);

        var error = await Should.ThrowAsync<LedgerException>(() => OpenAsync(Store.Options with { Path = Path.Combine(folder, place) }));

        error.Kind.ShouldBe(LedgerErrorKind.Unusable);
        error.Message.ShouldContain("cannot be opened for writing");
        error.Message.ShouldContain(place);
    }

    [Fact]
    public async Task Open_AFolder_IsRefused()
    {
        Directory.CreateDirectory(Store.FilePath);

        await ShouldRefuseAsync(LedgerErrorKind.Unusable, Store.FilePath);
    }

    [Fact]
    public void Migrations_AreNumberedFrom1WithoutAGap() =>
        SqlFiles.Sqlite.Migrations.Select(migration => migration.Version).ShouldBe(Enumerable.Range(1, SqlFiles.Sqlite.Migrations.Count));

    private async Task<string> OpenInAnotherProcessAsync()
    {
        using var child = LedgerChild.Start("open", Store.FilePath);
        var said = await child.StandardOutput.ReadToEndAsync(Cancellation);
        await child.WaitForExitAsync(Cancellation);
        return said.Trim();
    }
}
