using IocExplorer.Messages;
using IocExplorer.Testing;
using IocExplorer.Workers.Files;

namespace IocExplorer.Workers.Tests.Files;

public sealed class FileSourceWatchTests : IDisposable
{
    private const string Line = "domain,a.example,is,domain,b.example\n";
    private readonly IntelligenceFolder _folder = new();
    private readonly FakeTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Look_WhenNothingChanged_KeepsTheSource()
    {
        _folder.Write("a.csv", Line);
        var watch = new FileSourceWatch([_folder.Root], _time);
        var before = watch.Current;

        watch.Look().ShouldBeFalse();

        watch.Current.ShouldBeSameAs(before);
    }

    [Fact]
    public void Look_WhenAFileSaysSomethingElse_GivesAnotherSource()
    {
        var file = _folder.Write("a.csv", Line);
        var watch = new FileSourceWatch([_folder.Root], _time);
        var before = watch.Current.Operations[0].Key;
        File.WriteAllText(file, Line + "domain,a.example,is,domain,c.example\n");

        watch.Look().ShouldBeTrue();

        watch.Current.Operations[0].Key.ShouldNotBe(before);
        IntelligenceFolder.Relations(watch.Current, IocType.Domain, "a.example").ShouldBe(["is > b.example", "is > c.example"]);
        watch.Look().ShouldBeFalse();
    }

    [Fact]
    public void Look_WhenAFileComesOrGoes_GivesAnotherSource()
    {
        _folder.Write("a.csv", Line);
        var watch = new FileSourceWatch([_folder.Root], _time);
        var other = _folder.Write("sub/b.csv", "domain,x.example,is,domain,y.example\n");

        watch.Look().ShouldBeTrue();
        File.Delete(other);
        watch.Look().ShouldBeTrue();

        watch.Current.Relations.ShouldBe(1);
    }

    [Fact]
    public void Look_WhenOnlyACommentIsNew_IsNoChange()
    {
        var file = _folder.Write("a.csv", Line);
        var watch = new FileSourceWatch([_folder.Root], _time);
        File.WriteAllText(file, "# new\n" + Line);

        watch.Look().ShouldBeFalse();
    }

    [Fact]
    public void Look_WhenTheFolderIsGone_GivesASourceThatKnowsNothing()
    {
        _folder.Write("in/a.csv", Line);
        var watch = new FileSourceWatch([Path.Combine(_folder.Root, "in")], _time);
        Directory.Delete(Path.Combine(_folder.Root, "in"), recursive: true);

        watch.Look().ShouldBeTrue();

        watch.Current.Relations.ShouldBe(0);
        watch.Current.BadLines.Count.ShouldBe(1);
    }

    [Fact]
    public void IsDue_AfterAMinute_UntilTheNextLook()
    {
        var watch = new FileSourceWatch([_folder.Root], _time);

        watch.IsDue.ShouldBeFalse();
        _time.Advance(FileSourceWatch.Interval);
        watch.IsDue.ShouldBeTrue();
        watch.Look();
        watch.IsDue.ShouldBeFalse();
    }
}
