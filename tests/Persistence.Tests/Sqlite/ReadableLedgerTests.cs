using System.Text;
using IocExplorer.Messages;
using IocExplorer.Persistence.Sqlite;
using IocExplorer.Persistence.Tests.Conformance;

namespace IocExplorer.Persistence.Tests.Sqlite;

/// <summary>A ledger that is read while a real process writes it.</summary>
public sealed class ReadableLedgerTests : IAsyncDisposable
{
    private readonly SqliteBackend _store = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Wal => _store.FilePath + "-wal";

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Copy_WhileItIsWritten_HoldsAllThatWasAcknowledgedBefore_AlsoWhenTheLogBeginsAnew()
    {
        using var child = LedgerChild.Start("write", _store.FilePath, "0");
        var answered = new List<string>();
        var logs = new HashSet<string>();
        try
        {
            // The log begins anew when it has 16 MiB.
            while (logs.Count < 2)
            {
                for (var line = 0; line < 2000; line++)
                {
                    var said = (await child.StandardOutput.ReadLineAsync(Cancellation))!.Split(' ');
                    if (said[0] == "answered")
                    {
                        answered.Add(said[1]);
                    }
                }

                logs.Add(Convert.ToHexString(ReadHeader()));
                using var copy = LedgerCopy.Make(_store.FilePath, Cancellation).ShouldNotBeNull();
                await ShouldHoldAsync(copy.Path, answered);
            }
        }
        finally
        {
            child.Kill();
            await child.WaitForExitAsync(Cancellation);
        }
    }

    [Fact]
    public async Task Open_OfAFileInUse_ReadsACopy_WhichIsGoneAfterwards()
    {
        await using var ledger = await SqliteLedger.OpenAsync(_store.Options, Cancellation);
        var name = $"a hunt {Guid.NewGuid():N}";
        var hunt = await ledger.Hunts.BeginAsync(new(name, 3, new(), []), Cancellation);
        string copy;

        await using (var readable = await ReadableLedger.OpenAsync(_store.Options, Cancellation))
        {
            readable.CopiedAt.ShouldBe(_store.Options.Time.GetUtcNow());
            (await readable.Hunts.FindAsync(hunt.Value, Cancellation))!.Name.ShouldBe(name);
            copy = CopiesWith(name).ShouldHaveSingleItem();
        }

        Directory.Exists(copy).ShouldBeFalse();
        (await ledger.Hunts.BeginAsync(new("another", 3, new(), []), Cancellation)).ShouldBe(new(hunt.Value + 1));
    }

    [Fact]
    public async Task Open_OfAFileThatNobodyUses_ReadsTheFile()
    {
        await (await SqliteLedger.OpenAsync(_store.Options, Cancellation)).DisposeAsync();

        await using var readable = await ReadableLedger.OpenAsync(_store.Options, Cancellation);

        readable.CopiedAt.ShouldBeNull();
        (await Should.ThrowAsync<LedgerException>(async () => await SqliteLedger.OpenAsync(_store.Options, Cancellation))).Kind.ShouldBe(LedgerErrorKind.InUse);
    }

    [Fact]
    public async Task Open_OfAFileInUseWithoutALog_IsRefused()
    {
        await using var held = new FileStream(_store.FilePath + ".lock", FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        await File.WriteAllBytesAsync(_store.FilePath, [], Cancellation);

        var refused = await Should.ThrowAsync<LedgerException>(() => ReadableLedger.OpenAsync(_store.Options, Cancellation));

        refused.Kind.ShouldBe(LedgerErrorKind.InUse);
    }

    private byte[] ReadHeader()
    {
        using var file = new FileStream(Wal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var header = new byte[32];
        file.ReadExactly(header);
        return header;
    }

    /// <summary>The folders of copies that have this text: the other folders belong to other tests, which come and go meanwhile.</summary>
    private static List<string> CopiesWith(string text) =>
    [
        .. Directory.GetDirectories(Path.GetTempPath(), "ioc-explorer-*")
            .Where(folder => Has(Path.Combine(folder, "ledger.db"), text) || Has(Path.Combine(folder, "ledger.db-wal"), text)),
    ];

    private static bool Has(string path, string text)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(file, Encoding.Latin1);
            return reader.ReadToEnd().Contains(text, StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    private async Task ShouldHoldAsync(string path, List<string> answered)
    {
        await using var ledger = await SqliteLedger.OpenAsync(_store.Options with { Path = path }, Cancellation);
        var operation = (await ledger.RegisterAsync([LedgerChild.Operation], Cancellation)).Single();
        var answers = await ledger.LookUpAsync(
            [.. answered.Select(value => new Query(operation, new(IocType.Domain, value)))], new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch),
            Cancellation);
        foreach (var (value, recorded) in answered.Zip(answers))
        {
            recorded.ShouldNotBeNull($"{value} was lost").Answer.ShouldBeAnswer(LedgerChild.AnswerTo(new(IocType.Domain, value)));
        }
    }
}
