using IocExplorer.Coordinator.Results;
using IocExplorer.Seed.Service;

namespace IocExplorer.Seed.Tests.Service;

public sealed class ResultArchiveTests : IDisposable
{
    // Bytes behind the signature of a file's row in the archive's table.
    private const int Checksum = 16;
    private const int UncompressedLength = 24;

    private readonly string _folder = Directory.CreateTempSubdirectory("ioc-explorer-test-").FullName;

    private string Results => Path.Combine(_folder, "results");

    [Fact]
    public async Task Unpack_OfGoodNames_WritesTheFilesAndNothingElse()
    {
        var files = await UnpackAsync(Answers.ZipBytes(Hunts.Files));

        files.Refused.ShouldBeEmpty();
        files.Written.ShouldBe(Hunts.Files.Select(f => f.Name));
        Names().ShouldBe(Hunts.Files.Select(f => f.Name).Order(StringComparer.Ordinal));
        Read(Path.Combine(Results, Hunts.Files[0].Name)).ShouldBe(Hunts.Files[0].Text);
    }

    [Theory]
    [InlineData("../evil.txt")]
    [InlineData("..\\evil.txt")]
    [InlineData("/tmp/ioc-explorer-evil.txt")]
    [InlineData("C:\\evil.txt")]
    [InlineData("c:evil.txt")]
    [InlineData("sub/evil.txt")]
    [InlineData("..")]
    [InlineData("evil.txt/")]
    [InlineData(".txt")]
    [InlineData(".profile.txt")]
    [InlineData("-rf.txt")]
    [InlineData("con.txt")]
    [InlineData("nul.example.com_depth_3_202601051200.txt")]
    [InlineData("com1.json")]
    [InlineData("evil.txt:stream.txt")]
    [InlineData("evil.sh")]
    [InlineData("evil.exe.txt\0")]
    [InlineData("evil\n.txt")]
    [InlineData("evil\u001b[2J.txt")]
    [InlineData("evil\u202etxt.txt")]
    [InlineData("EVIL.txt")]
    [InlineData("evil .txt")]
    [InlineData("evil*?.txt")]
    [InlineData("~evil/../x.txt")]
    public async Task Unpack_OfANameThatLeadsElsewhere_WritesNothingForIt(string name)
    {
        var files = await UnpackAsync(Answers.ZipBytes((name, "evil"), ("good.txt", "good")));

        files.Written.ShouldBe(["good.txt"]);
        files.Refused.ShouldBe([name]);
        Names().ShouldBe(["good.txt"]);
        Directory.GetFileSystemEntries(_folder).ShouldBe([Results]);
    }

    [Fact]
    public async Task Unpack_OfAVeryLongName_WritesNothingForIt()
    {
        var files = await UnpackAsync(Answers.ZipBytes((new string('a', 300) + ".txt", "evil")));

        files.Refused.Count.ShouldBe(1);
        Names().ShouldBeEmpty();
    }

    [Fact]
    public async Task Unpack_OfTheSameNameTwice_TakesTheFirst()
    {
        var files = await UnpackAsync(Answers.ZipBytes(("a.txt", "first"), ("a.txt", "second")));

        files.Refused.ShouldBe(["a.txt"]);
        Read(Path.Combine(Results, "a.txt")).ShouldBe("first");
    }

    [Fact]
    public async Task Unpack_OverALink_ReplacesTheLinkAndNotWhatItLeadsTo()
    {
        var secret = Path.Combine(_folder, "secret");
        Write(secret, "untouched");
        Directory.CreateDirectory(Results);
        foreach (var name in new[] { "a.txt", "a_depth_3_202601051200.txt.partial", "hunt-7.zip.partial" })
        {
            File.CreateSymbolicLink(Path.Combine(Results, name), secret);
        }

        await UnpackAsync(Answers.ZipBytes(("a.txt", "new")));

        Read(secret).ShouldBe("untouched");
        Read(Path.Combine(Results, "a.txt")).ShouldBe("new");
        Names().ShouldBe(["a.txt"]);
    }

    [Theory]
    [InlineData(UncompressedLength, 10u)]
    [InlineData(Checksum, 10u)]
    public async Task Unpack_OfAFileThatIsNotWhatTheTableSays_LeavesNothingOfIt(int offset, uint value)
    {
        var bytes = Answers.ZipBytes(("first.txt", "whole"), ("zeros.txt", new string('0', 100_000)));
        Say(bytes, file: 1, offset, value);

        await Should.ThrowAsync<InvalidDataException>(() => UnpackAsync(bytes));

        Names().Where(n => !n.StartsWith("hunt-7.zip.", StringComparison.Ordinal)).ShouldBe(["first.txt"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(-1)]
    public async Task Unpack_OfAnArchiveCutShort_SaysThatItIsDamaged(int length)
    {
        var bytes = Answers.ZipBytes(("a.txt", "a"));

        await Should.ThrowAsync<InvalidDataException>(() => UnpackAsync(bytes[..(length < 0 ? bytes.Length + length : length)]));

        Names().ShouldHaveSingleItem().ShouldStartWith("hunt-7.zip.");
    }

    [Fact]
    public async Task TwoAtOnce_IntoOneFolder_EachWriteTheirFiles()
    {
        var (first, second) = (new ResultArchive(Results, 7), new ResultArchive(Results, 7));
        await first.ReceiveAsync(new MemoryStream(Answers.ZipBytes(("a.txt", "a"))), default);
        await second.ReceiveAsync(new MemoryStream(Answers.ZipBytes(("a.txt", "a"), ("b.txt", "b"))), default);

        first.Unpack(default).Written.ShouldBe(["a.txt"]);
        second.Unpack(default).Written.ShouldBe(["a.txt", "b.txt"]);

        Names().ShouldBe(["a.txt", "b.txt"]);
    }

    [Fact]
    public async Task LeftoversOfACrash_AreRemoved_AndNothingThatIsBeingWritten()
    {
        Directory.CreateDirectory(Results);
        foreach (var name in new[] { "hunt-6.zip.a1b2c3.partial", "a_depth_3_202601051200.txt.a1b2c3.partial", "summary.json.a1b2c3.partial", "mine.partial" })
        {
            Write(Path.Combine(Results, name), "half");
        }

        var archive = new ResultArchive(Results, 7);
        await archive.ReceiveAsync(new WatchedStream(() => _ = new ResultArchive(Results, 7), Answers.ZipBytes(("a.txt", "a"))), default);
        archive.Unpack(default);

        Names().ShouldBe(["a.txt", "mine.partial"]);
    }

    [Fact]
    public async Task Receive_WhereTheFolderIsGone_SaysWhatToDo()
    {
        var archive = new ResultArchive(Results, 7);
        Directory.Delete(Results);

        var error = await Should.ThrowAsync<ResultFolderException>(() => archive.ReceiveAsync(new MemoryStream(Answers.ZipBytes(("a.txt", "a"))), default));

        error.Message.ShouldBe(
            $"Results cannot be written to {Results}: it is not there. Make room or the folder writable, or choose another with -o; then run the same command "
            + "again.");
    }

    [Fact]
    public void Archive_WhereAFileStandsInTheWay_SaysWhatToDo()
    {
        File.WriteAllText(Results, "");

        Should.Throw<ResultFolderException>(() => new ResultArchive(Results, 7)).Message.ShouldStartWith($"Results cannot be written to {Results}: ");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Say(byte[] zip, int file, int offset, uint value)
    {
        ReadOnlySpan<byte> row = [0x50, 0x4b, 0x01, 0x02];
        var at = -1;
        for (var i = 0; i <= file; i++)
        {
            at += 1 + zip.AsSpan(at + 1).IndexOf(row);
        }

        BitConverter.TryWriteBytes(zip.AsSpan(at + offset), value);
    }

    private static string Read(string path) => File.ReadAllText(path);

    private static void Write(string path, string text) => File.WriteAllText(path, text);

    private async Task<ArchiveFiles> UnpackAsync(byte[] bytes)
    {
        var archive = new ResultArchive(Results, 7);
        await archive.ReceiveAsync(new MemoryStream(bytes), default);
        return archive.Unpack(default);
    }

    private IEnumerable<string> Names() => Directory.GetFileSystemEntries(Results).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal);

    /// <summary>Does something before its bytes are read.</summary>
    private sealed class WatchedStream(Action before, byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            before();
            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}
