using System.Text;
using Spectre.Console;

namespace IocExplorer.Seed.Screens;

/// <summary>Standard output as Spectre wants it. Lines that go into a file or a pipe are not wrapped: they are for <c>grep</c>.</summary>
internal sealed class StandardOutput(TextWriter writer) : IAnsiConsoleOutput
{
    private const int NeverWrapped = 10_000;
    private const int UsualWidth = 80;

    public TextWriter Writer => writer;

    public bool IsTerminal => !Console.IsOutputRedirected;

    public int Width => IsTerminal ? Positive(Console.WindowWidth, UsualWidth) : NeverWrapped;

    public int Height => IsTerminal ? Positive(Console.WindowHeight, 24) : 24;

    public void SetEncoding(Encoding encoding) => Console.OutputEncoding = encoding;

    // A terminal that does not know its size says 0.
    private static int Positive(int size, int otherwise) => size > 0 ? size : otherwise;
}
