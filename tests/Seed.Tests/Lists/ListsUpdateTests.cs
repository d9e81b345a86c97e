using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using IocExplorer.Seed.Tests.Runs;
using IocExplorer.Seed.Tests.Service;
using Microsoft.AspNetCore.Http;

namespace IocExplorer.Seed.Tests.Lists;

public sealed class ListsUpdateTests : IAsyncLifetime
{
    private const string One = """{ "name": "One", "type": "string", "version": 1, "list": ["a.example"] }""";
    private const string OneChanged = """{ "name": "One", "type": "string", "version": 2, "list": ["a.example", "b.example"] }""";
    private readonly ConsoleRun _run = new();
    private FakeService _server = null!;

    public async ValueTask InitializeAsync() => _server = await FakeService.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _run.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Update_OfAnArchive_UnpacksTheListsAndNothingElse(bool isZip)
    {
        Serve(isZip
            ? Zip(("repo-main/lists/one/list.json", One), ("repo-main/README.md", "x"))
            : TarGz(("repo-main/lists/one/list.json", One), ("repo-main/README.md", "x")));

        var exitCode = await UpdateAsync();

        _run.Error.ShouldBeEmpty();
        exitCode.ShouldBe(0);
        Files().ShouldBe([".fetched", "lists/one/list.json"]);
        _run.Read("w/lists/one/list.json").ShouldBe(One);
        _run.Output.ShouldStartWith($"1 list with 1 entry in {_run.At("w")}.\n");
        _run.Output.ShouldContain("new: 1 (one)\nchanged: none\ngone: none\n");
    }

    [Fact]
    public async Task Update_OfAFolderFetchedBefore_ReplacesItAsAWhole_AndKeepsWhatTheUserPutBeside()
    {
        Serve(Zip(("r/lists/one/list.json", One), ("r/lists/two/list.json", One)));
        await UpdateAsync();
        _run.Write("w/classes.json", "{}");
        Serve(Zip(("r/lists/one/list.json", OneChanged), ("r/lists/three/list.json", One)));

        var exitCode = await UpdateAsync();

        exitCode.ShouldBe(0);
        Files().ShouldBe([".fetched", "classes.json", "lists/one/list.json", "lists/three/list.json"]);
        _run.Output.ShouldEndWith("new: 1 (three)\nchanged: 1 (one)\ngone: 1 (two)\n" + Hint());
        Directory.GetDirectories(_run.Folder).Select(d => Path.GetFileName(d)).ShouldBe(["w"]);
    }

    [Theory]
    [InlineData("../../../evil/list.json")]
    [InlineData("lists/../list.json")]
    [InlineData("/etc/.hidden/list.json")]
    [InlineData("lists/a b/list.json")]
    [InlineData("lists\\..\\list.json")]
    public async Task Update_OfAnArchiveWithPathsThatLeaveIt_WritesInsideOnly(string path)
    {
        Serve(Zip((path, One), ("r/lists/one/list.json", One)));

        await UpdateAsync();

        Files().Where(f => f != "lists/evil/list.json").ShouldBe([".fetched", "lists/one/list.json"]);
        Directory.GetFileSystemEntries(_run.Folder).Select(d => Path.GetFileName(d)).ShouldBe(["w"]);
    }

    [Theory]
    [InlineData("this is no archive", "it is no zip or tar.gz, or it is damaged")]
    [InlineData("PK\u0003\u0004 and no more", "it is no zip or tar.gz, or it is damaged")]
    [InlineData("", "the archive holds no lists/NAME/list.json")]
    public async Task Update_OfWhatIsNoArchive_KeepsWhatWasThere(string content, string reason)
    {
        Serve(Zip(("r/lists/one/list.json", One)));
        await UpdateAsync();
        Serve(Encoding.UTF8.GetBytes(content));

        var exitCode = await UpdateAsync();

        exitCode.ShouldBe(2);
        _run.Error.ShouldBe($"The lists were not fetched: {reason}. What was there before is kept; try again, or give another address with --from.\n");
        _run.Read("w/lists/one/list.json").ShouldBe(One);
        Directory.GetDirectories(_run.Folder).Select(d => Path.GetFileName(d)).ShouldBe(["w"]);
    }

    [Fact]
    public async Task Update_OfAnArchiveThatIsCutShort_KeepsWhatWasThere()
    {
        Serve(Zip(("r/lists/one/list.json", One)));
        await UpdateAsync();
        var archive = Zip(("r/lists/one/list.json", OneChanged));
        _server.On("GET /lists", async context =>
        {
            context.Response.ContentLength = archive.Length + 100;
            await context.Response.Body.WriteAsync(archive);
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        var exitCode = await UpdateAsync();

        exitCode.ShouldBe(2);
        _run.Error.ShouldStartWith("The lists were not fetched: ");
        _run.Read("w/lists/one/list.json").ShouldBe(One);
    }

    [Fact]
    public async Task Update_WhenTheServerRefuses_SaysSo()
    {
        _server.On("GET /lists", Answer(500));

        (await UpdateAsync()).ShouldBe(2);

        _run.Error.ShouldStartWith("The lists were not fetched: 127.0.0.1 answered HTTP 500. ");
        Directory.Exists(_run.At("w")).ShouldBeFalse();
    }

    [Fact]
    public async Task Update_OverARedirect_FollowsIt_ButNotToAPlainAddressElsewhere()
    {
        Serve(Zip(("r/lists/one/list.json", One)));
        _server.On("GET /moved", Redirect("/lists"));
        _server.On("GET /away", Redirect("http://lists.example.com/lists"));
        _server.On("GET /round", Redirect("/round"));

        (await _run.RunAsync("lists", "update", "--from", _server.Address + "/moved", "--to", "w")).ShouldBe(0);
        (await _run.RunAsync("lists", "update", "--from", _server.Address + "/away", "--to", "w")).ShouldBe(2);
        (await _run.RunAsync("lists", "update", "--from", _server.Address + "/round", "--to", "w")).ShouldBe(2);

        _run.Error.ShouldContain("it leads elsewhere: it is neither https:// nor http:// of this machine.");
        _run.Error.ShouldContain("it leads elsewhere more than 5 times.");
        _run.Read("w/lists/one/list.json").ShouldBe(One);
    }

    [Theory]
    [InlineData("http://lists.example.com/x.zip", "it is neither https:// nor http:// of this machine")]
    [InlineData("https://user:secret@lists.example.com/x.zip", "it holds a user name or a password")]
    [InlineData("https://\u0627m/x.zip", "its host is no name that can be looked up")]
    public async Task Update_FromAnAddressThatIsNotAllowed_AsksNobody(string address, string reason)
    {
        (await _run.RunAsync("lists", "update", "--from", address)).ShouldBe(2);

        _run.Error.ShouldBe($"The lists cannot be fetched from that address: {reason}. Give another with --from.\n");
        _run.Error.ShouldNotContain("secret");
    }

    [Fact]
    public async Task Update_OfAFolderWithTheUsersOwnFiles_LeavesItAlone()
    {
        Directory.CreateDirectory(_run.At("w"));
        _run.Write("w/precious.txt", "mine");

        (await UpdateAsync()).ShouldBe(2);

        _run.Error
            .ShouldBe($"{_run.At("w")} holds files that were not fetched by this command, and nothing of it is replaced. Name another folder with --to.\n");
        _run.Read("w/precious.txt").ShouldBe("mine");
        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Update_AfterACrashBetweenTheRenames_TakesUpWhatWasThere()
    {
        Serve(Zip(("r/lists/one/list.json", One)));
        await UpdateAsync();
        Directory.Move(_run.At("w"), _run.At("w.before"));
        Directory.CreateDirectory(_run.At("w.next/lists/half"));
        _server.On("GET /lists", Answer(500));

        (await UpdateAsync()).ShouldBe(2);

        _run.Read("w/lists/one/list.json").ShouldBe(One);
    }

    [Fact]
    public async Task Lists_ShowsWhatIsLoaded_AndWhatIsWrong()
    {
        Directory.CreateDirectory(_run.At("mine"));
        _run.Write("mine/office.txt", "192.0.2.0/24,office,known-good\nnonsense here\n");
        File.SetLastWriteTimeUtc(_run.At("mine/office.txt"), new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        _run.Write("my.conf", """{ "tags": { "lists": ["mine"], "builtIn": false } }""");

        var exitCode = await _run.RunAsync("lists", "--config", "my.conf");

        exitCode.ShouldBe(1);
        _run.Output.ShouldBeTheScreen("Screens/lists.txt");
        _run.Error.ShouldBe(
            $"{_run.At("mine/office.txt")}, line 2: is no e-mail address, MD5, SHA-1 or SHA-256 hash, IP address, domain or URL. Write "
            + "value or value,tag,class; the value is an IOC, a network, or *.example.com.\n");
    }

    [Fact]
    public async Task Lists_WithoutAnyConfiguration_ShowsTheBuiltInOnes()
    {
        (await _run.RunAsync("lists")).ShouldBe(0);

        _run.Output.ShouldContain("| public-resolvers ");
        _run.Error.ShouldBeEmpty();
    }

    private Task<int> UpdateAsync() => _run.RunAsync("lists", "update", "--from", _server.Address + "/lists", "--to", "w");

    private string Hint() =>
        $"They are used when tags.lists names that folder: \"tags\": {{ \"lists\": [\"{_run.At("w")}\"] }}, or IOCEXPLORER_tags__lists__0={_run.At("w")}\n";

    private void Serve(byte[] archive) => _server.On("GET /lists", async context => await context.Response.Body.WriteAsync(archive));

    private static Func<HttpContext, Task> Answer(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private static Func<HttpContext, Task> Redirect(string to) => context =>
    {
        context.Response.Redirect(to);
        return Task.CompletedTask;
    };

    private IEnumerable<string> Files() => Directory.GetFiles(_run.At("w"), "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(_run.At("w"), f)).Order(StringComparer.Ordinal);

    private static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in files)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        return memory.ToArray();
    }

    private static byte[] TarGz(params (string Name, string Text)[] files)
    {
        using var memory = new MemoryStream();
        using (var packed = new GZipStream(memory, CompressionLevel.Fastest))
        using (var tar = new TarWriter(packed))
        {
            foreach (var (name, text) in files)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
            }
        }

        return memory.ToArray();
    }
}
