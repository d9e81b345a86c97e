using IocExplorer.Messages;
using IocExplorer.Testing;
using IocExplorer.Workers.Files.Watching;

namespace IocExplorer.Workers.Tests.Files.Watching;

/// <summary>Real files, looked at when the test says so.</summary>
public sealed class RelationFilesMonitorTests : IDisposable
{
    private const string Header = "type,value,relation,type,value\n";
    private const string One = "domain,a.example.org,calls,ip_address,198.51.100.1\n";
    private const string Two = "domain,a.example.org,calls,ip_address,198.51.100.2\n";

    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("watch-");
    private readonly FakeTime _time = new();
    private readonly List<string> _lines = [];
    private readonly List<RelationFilesMonitor> _watches = [];
    private int _changes;
    private int _written;

    public void Dispose()
    {
        _watches.ForEach(w => w.Dispose());
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Look_ForTheFirstTime_ReadsWhatHasRested()
    {
        Write("a.csv", One);

        var watch = Watch(_folder.FullName);
        watch.Look();

        Asked(watch).ShouldBe("198.51.100.1");
        watch.Held.Waiting.ShouldBeNull();
        watch.Held.Files.ShouldBe([new HeldFile(Path("a.csv"), 1, _time.GetUtcNow())]);
        _lines.ShouldBe(["Relations of your own: 1 of 1 file are asked from now on."]);
        _changes.ShouldBe(1);
    }

    [Fact]
    public void Look_AtAFileThatChanges_AsksTheOldContentUntilItRests_AndThenTheNew()
    {
        Write("a.csv", One);
        var watch = Watch(Path("a.csv"));
        Look(watch);
        var since = _time.GetUtcNow();

        Write("a.csv", Header);
        Look(watch);
        Asked(watch).ShouldBe("198.51.100.1");
        Write("a.csv", Header + Two);
        Look(watch);
        Asked(watch).ShouldBe("198.51.100.1");
        watch.Held.Files.ShouldHaveSingleItem().ShouldBe(new HeldFile(Path("a.csv"), 1, since) { Trouble = "is being written" });

        Look(watch);

        Asked(watch).ShouldBe("198.51.100.2");
        watch.Held.Files.ShouldHaveSingleItem().ShouldBe(new HeldFile(Path("a.csv"), 1, _time.GetUtcNow()));
        _changes.ShouldBe(2);
        _lines.ShouldContain($"{Path("a.csv")} is being written: what it held is asked on.");
    }

    [Fact]
    public void Look_AtASmallFileWithOtherContentOfTheSameSizeAndTime_AsksTheNew()
    {
        Write("a.csv", One);
        var watch = Watch(Path("a.csv"));
        Look(watch);
        var writtenAt = File.GetLastWriteTimeUtc(Path("a.csv"));

        Write("a.csv", Two);
        File.SetLastWriteTimeUtc(Path("a.csv"), writtenAt);
        Look(watch, times: 2);

        Asked(watch).ShouldBe("198.51.100.2");
    }

    [Theory]
    [InlineData("""{"type":"bundle","objects":[{"type":"indicator",""", "is broken JSON from line 1 on")]
    [InlineData("", "is empty (a header line alone says that there is nothing)")]
    public void Look_AtJsonThatIsNoGood_AsksTheOldContent_SaysSoOnce_AndTakesTheNextGoodOne(string broken, string why)
    {
        Write("a.json", Bundle("198.51.100.1"));
        Write("b.csv", "domain,b.example.org,calls,ip_address,198.51.100.9\n");
        var watch = Watch(_folder.FullName);
        Look(watch);

        Write("a.json", broken);
        Look(watch, times: 4);

        Asked(watch).ShouldBe("198.51.100.1");
        Asked(watch, "b.example.org").ShouldBe("198.51.100.9");
        watch.Held.Files.Select(f => f.Trouble).ShouldBe([why, null]);
        _lines.Count(l => l == $"{Path("a.json")} {why}: what it held is asked on.").ShouldBe(1);

        Write("a.json", Bundle("198.51.100.2"));
        Look(watch, times: 2);

        Asked(watch).ShouldBe("198.51.100.2");
        watch.Held.Files.ShouldAllBe(f => f.Trouble == null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>\n<body>Service unavailable</body>\n")]
    public void Look_AtACsvThatIsNoGood_AsksTheOldContent(string broken)
    {
        Write("a.csv", One);
        var watch = Watch(Path("a.csv"));
        Look(watch);

        Write("a.csv", broken);
        Look(watch, times: 3);

        Asked(watch).ShouldBe("198.51.100.1");
        watch.Held.Files.ShouldHaveSingleItem().Trouble.ShouldNotBeNull();
    }

    [Fact]
    public void Look_AtAFileThatTookThePlaceOfAnother_NeverSeesHalf()
    {
        Write("a.csv", One);
        var watch = Watch(_folder.FullName);
        Look(watch);

        Write("a.csv.new", Two);
        File.Move(Path("a.csv.new"), Path("a.csv"), overwrite: true);
        Look(watch);
        Asked(watch).ShouldBe("198.51.100.1");
        Look(watch);
        Asked(watch).ShouldBe("198.51.100.2");
    }

    [Fact]
    public void Look_AtAHeaderAlone_AsksNothingMore()
    {
        Write("a.csv", One);
        var watch = Watch(Path("a.csv"));
        Look(watch);

        Write("a.csv", Header);
        Look(watch, times: 2);

        Asked(watch).ShouldBe("");
    }

    [Fact]
    public void Look_AtTheSameContentWrittenAnew_ChangesNothing()
    {
        Write("a.csv", One);
        var watch = Watch(Path("a.csv"));
        Look(watch);
        var (source, since) = (watch.Held.Source, watch.Held.Files[0].Since);

        Write("a.csv", One);
        Look(watch, times: 3);

        watch.Held.Source.ShouldBeSameAs(source);
        watch.Held.Files.ShouldHaveSingleItem().ShouldBe(new HeldFile(Path("a.csv"), 1, since));
    }

    [Fact]
    public void Look_AtAFolder_TakesInNewFiles_AndLetsGoOfThoseThatAreOutOfItTwice()
    {
        Write("a.csv", One);
        var watch = Watch(_folder.FullName);
        Look(watch);

        Write("b.csv", Two);
        Look(watch, times: 2);
        Asked(watch).ShouldBe("198.51.100.1 198.51.100.2");

        File.Delete(Path("a.csv"));
        Look(watch);
        Asked(watch).ShouldBe("198.51.100.1 198.51.100.2");
        Look(watch);
        Asked(watch).ShouldBe("198.51.100.2");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Look_AtAFolderThatIsEmptyOrGone_AsksWhatItHeld(bool isGone)
    {
        var inside = _folder.CreateSubdirectory("mounted");
        Write("mounted/a.csv", One);
        var watch = Watch(inside.FullName);
        Look(watch);

        File.Delete(Path("mounted/a.csv"));
        if (isGone)
        {
            inside.Delete();
        }

        Look(watch, times: 4);
        Asked(watch).ShouldBe("198.51.100.1");
        watch.Held.Files.ShouldHaveSingleItem().Trouble.ShouldBe("is gone");

        inside.Create();
        Write("mounted/a.csv", Two);
        Look(watch, times: 3);
        Asked(watch).ShouldBe("198.51.100.2");
    }

    [Fact]
    public void Look_ForANamedFileThatIsNotThere_AsksNothingAtAllUntilItIs()
    {
        Write("a.csv", One);
        var watch = Watch(Path("a.csv"), Path("late.csv"));
        Look(watch, times: 3);

        watch.Held.Source.ShouldBeNull();
        watch.Held.Waiting.ShouldBe($"{Path("late.csv")} is not there");
        _lines.ShouldBe([$"{Path("late.csv")} is not there."]);

        Write("late.csv", Two);
        Look(watch, times: 2);

        watch.Held.Waiting.ShouldBeNull();
        Asked(watch).ShouldBe("198.51.100.1 198.51.100.2");
    }

    [Fact]
    public async Task Run_WithAFileWrittenJustBefore_AsksNothingOfTheFolder_AndAfterASecondAllOfIt()
    {
        Write("a.csv", One);
        WriteNow("b.csv", Two);
        var watch = Watch(_folder.FullName);
        var changed = new TaskCompletionSource();
        watch.Changed += changed.SetResult;
        using var end = new CancellationTokenSource();

        var running = watch.RunAsync(end.Token);
        watch.Held.Source.ShouldBeNull();
        watch.Held.Waiting.ShouldBe($"{_folder.FullName} is being written");
        _time.Advance(TimeSpan.FromSeconds(1));
        await changed.Task.WaitAsync(TestContext.Current.CancellationToken);

        Asked(watch).ShouldBe("198.51.100.1 198.51.100.2");
        watch.Held.Waiting.ShouldBeNull();
        await end.CancelAsync();
        await running;
    }

    [Fact]
    public void Look_AtAFolderWithAFileThatNeverRests_AsksTheOthersAfterAMinute()
    {
        Write("a.csv", One);
        var watch = Watch(_folder.FullName);

        for (var waited = TimeSpan.Zero; waited <= TimeSpan.FromMinutes(1); waited += s_every)
        {
            watch.Held.Source.ShouldBeNull();
            WriteNow("b.csv", Two);
            Look(watch);
        }

        Asked(watch).ShouldBe("198.51.100.1");
    }

    private static string Bundle(string address) => $$"""
        {"type":"bundle","id":"bundle--00000000-0000-4000-8000-000000000000","objects":[
         {"type":"domain-name","id":"domain-name--00000000-0000-4000-8000-000000000001","value":"a.example.org",
           "resolves_to_refs":["ipv4-addr--00000000-0000-4000-8000-000000000002"]},
         {"type":"ipv4-addr","id":"ipv4-addr--00000000-0000-4000-8000-000000000002","value":"{{address}}"},
         {"type":"relationship","id":"relationship--00000000-0000-4000-8000-000000000003","relationship_type":"resolves-to",
           "source_ref":"domain-name--00000000-0000-4000-8000-000000000001","target_ref":"ipv4-addr--00000000-0000-4000-8000-000000000002"}]}
        """;

    private static string Asked(RelationFilesMonitor watch, string domain = "a.example.org") =>
        IntelligenceFolder.Ask(watch.Held.Source.ShouldNotBeNull(), IocType.Domain, domain) is Answer.Found found
            ? string.Join(' ', found.Relations.Select(r => r.Target.Value))
            : "";

    private RelationFilesMonitor Watch(params string[] paths)
    {
        var watch = new RelationFilesMonitor(paths, s_every, _time, notice => _lines.Add(notice.Text));
        watch.Changed += () => _changes++;
        _watches.Add(watch);
        return watch;
    }

    private void Look(RelationFilesMonitor watch, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            _time.Advance(s_every);
            watch.Look();
        }
    }

    private string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    private void WriteNow(string name, string text)
    {
        File.WriteAllText(Path(name), text);
        File.SetLastWriteTimeUtc(Path(name), _time.GetUtcNow().UtcDateTime);
    }

    // Each content has a time of its own, long ago by the test's clock.
    private void Write(string name, string text)
    {
        File.WriteAllText(Path(name), text);
        File.SetLastWriteTimeUtc(Path(name), new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(++_written));
    }
}
