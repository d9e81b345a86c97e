using System.Text;
using IocExplorer.Seed.Screens;

namespace IocExplorer.Seed.Tests.Runs;

public sealed class OutputFailureTests
{
    [Fact]
    public async Task Output_ThatCannotBeWritten_IsSaidAtTheEnd_AndIsNoSuccess()
    {
        using var run = new ConsoleRun();
        await using var full = new FullWriter();
        await using var output = new TolerantWriter(full);

        var exitCode = await SeedConsole.RunAsync(["sources"], run.ConsoleContext(output));

        exitCode.ShouldBe(ExitCodes.Incomplete);
        full.Tries.ShouldBe(1);
        run.Error.ShouldBe("Standard output could not be written (No space left on device): not all is there."
            + " Files that were written are whole, and what the command changed is changed. Make room, or send it elsewhere.\n");
    }

    /// <summary>A file on a full disk.</summary>
    private sealed class FullWriter : TextWriter
    {
        public int Tries { get; private set; }

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Fail();

        public override void Write(string? value) => Fail();

        public override void Write(char[] buffer, int index, int count) => Fail();

        public override void Flush() => Fail();

        private void Fail()
        {
            Tries++;
            throw new IOException("No space left on device");
        }
    }
}
