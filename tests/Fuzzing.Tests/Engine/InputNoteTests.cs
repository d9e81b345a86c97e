using IocExplorer.Fuzzing.Engine;

namespace IocExplorer.Fuzzing.Tests.Engine;

public sealed class InputNoteTests
{
    [Fact]
    public void Write_OfOneInputAfterAnother_LeavesTheLastInTheFile()
    {
        using var workspace = new FuzzWorkspace();
        using (var note = new InputNote(workspace.NotePath))
        {
            note.Write("stix-pattern", 123_456);
            note.Write("ioc", 7);
        }

        File.ReadAllText(workspace.NotePath).TrimEnd().ShouldBe("ioc 7");
    }
}
