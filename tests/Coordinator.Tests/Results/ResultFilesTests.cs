using IocExplorer.Coordinator.Results;
using IocExplorer.Coordinator.Tests.Trees;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Testing;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Results;

public sealed class ResultFilesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tree_IsWrittenAsTxtAndJson()
    {
        var tree = Tree();

        var outcome = Create().Write(tree, depth: 3).ShouldBeOfType<WriteOutcome.Written>();

        _folder.Files.ShouldBe(["example.com_depth_3_202601051200.json", "example.com_depth_3_202601051200.txt"]);
        outcome.Files.ShouldBe([Full("example.com_depth_3_202601051200.txt"), Full("example.com_depth_3_202601051200.json")]);
        _folder.Read(_folder.Files[0]).ShouldBe(Walks.Json(tree));
        _folder.Read(_folder.Files[1]).ShouldBe(Walks.Txt(tree));
        File.ReadAllBytes(outcome.Files[0])[0].ShouldBe((byte)'A', "no byte order mark");
    }

    [Fact]
    public void SameMinuteAgain_ReplacesTheFiles()
    {
        File.WriteAllText(Full("example.com_depth_3_202601051200.txt"), "old and much longer than the new one will be, so that a rest would show");

        Create().Write(Tree(), depth: 3);

        _folder.Read("example.com_depth_3_202601051200.txt").ShouldBe(Walks.Txt(Tree()));
    }

    [Fact]
    public void FullDisk_LeavesNothingAndNamesTheFile()
    {
        var outcome = Create(path => new FullDisk(path, room: path.Contains(".json", StringComparison.Ordinal) ? 10 : 1_000_000))
            .Write(Tree(), depth: 3).ShouldBeOfType<WriteOutcome.Failed>();

        outcome.Problem.ShouldStartWith($"{Full("example.com_depth_3_202601051200.json")} was not written: No space left on device.");
        _folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public void FileThatCannotBeReplaced_IsAnOutcome()
    {
        Directory.CreateDirectory(Full("example.com_depth_3_202601051200.txt"));

        var outcome = Create().Write(Tree(), depth: 3).ShouldBeOfType<WriteOutcome.Failed>();

        outcome.Problem.ShouldStartWith($"{Full("example.com_depth_3_202601051200.txt")} was not written: ");
        outcome.Problem.ShouldNotContain("\n");
        _folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public void LeftoversOfACrash_AreRemovedAtTheStart_AndNothingElse()
    {
        File.WriteAllText(Full("a_depth_3_202601011200.txt.partial"), "half");
        File.WriteAllText(Full("mine.partial"), "not ours");
        File.WriteAllText(Full("a_depth_3_202601011200.txt"), "whole");

        Create();

        _folder.Files.ShouldBe(["a_depth_3_202601011200.txt", "mine.partial"]);
    }

    [Fact]
    public void FileThatIsBeingWritten_IsNoLeftover()
    {
        using var other = new FileStream(Full("a_depth_3_202601011200.txt.partial"), FileMode.CreateNew, FileAccess.Write, FileShare.None);

        Create();

        _folder.Files.ShouldBe(["a_depth_3_202601011200.txt.partial"]);
    }

    [Fact]
    public void FileThatIsWholeButNotRenamed_IsNoLeftoverForARunThatBegins()
    {
        var outcome = Create(path =>
        {
            // Before the last file: the first is written by then.
            Create();
            return PartialFiles.Create(path);
        }).Write(Tree(), depth: 3);

        outcome.ShouldBeOfType<WriteOutcome.Written>();
        _folder.Files.ShouldBe(["example.com_depth_3_202601051200.json", "example.com_depth_3_202601051200.txt"]);
    }

    [Fact]
    public void SameTree_WrittenByAnotherRunMeanwhile_IsWrittenByBoth()
    {
        WriteOutcome? other = null;
        var outcome = Create(path =>
        {
            var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            other ??= Create().Write(Tree(), depth: 3);
            return file;
        }).Write(Tree(), depth: 3);

        other.ShouldBeOfType<WriteOutcome.Written>();
        outcome.ShouldBeOfType<WriteOutcome.Written>();
        _folder.Files.ShouldBe(["example.com_depth_3_202601051200.json", "example.com_depth_3_202601051200.txt"]);
        _folder.Read(_folder.Files[1]).ShouldBe(Walks.Txt(Tree()));
    }

    [Fact]
    public void FolderThatCannotBeMade_SaysSo()
    {
        File.WriteAllText(Full("file"), "");

        var problem = Should.Throw<ResultFolderException>(() => new ResultFiles(Full("file/results"), plain: false, new FakeTime()));

        problem.Message.ShouldBe(
            $"Results cannot be written to {Full("file/results")}: {Full("file")} is a file and no folder. Make the folder writable, or choose another.");
    }

    [Fact]
    public void FolderThatIsAFile_SaysSo()
    {
        File.WriteAllText(Full("file"), "");

        var problem = Should.Throw<ResultFolderException>(() => new ResultFiles(Full("file"), plain: false, new FakeTime()));

        problem.Message.ShouldBe(
            $"Results cannot be written to {Full("file")}: {Full("file")} is a file and no folder. Make the folder writable, or choose another.");
    }

    private static ExplorationTree Tree()
    {
        var world = new World();
        world["flint", Domain("example.com")] = Found("r", Ip("192.0.2.1"));
        return Walks.Tree(world, Domain("example.com"));
    }

    private string Full(string name) => Path.Combine(_folder.Path, name);

    private ResultFiles Create(Func<string, Stream>? create = null) => create is null
        ? new(_folder.Path, plain: false, new FakeTime())
        : new(_folder.Path, plain: false, new FakeTime()) { Create = create };

    /// <summary>A file on a disk with room for so many bytes.</summary>
    private sealed class FullDisk(string path, int room) : FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0)
    {
        private int _room = room;

        public override void Write(byte[] buffer, int offset, int count)
        {
            _room -= count;
            if (_room < 0)
            {
                throw new IOException("No space left on device");
            }

            base.Write(buffer, offset, count);
        }
    }
}
