using System.Text;
using Spectre.Console;

namespace IocExplorer.Seed.Tests.Screens;

/// <summary>Output that says of itself whether it is a terminal.</summary>
internal sealed class Terminal(TextWriter writer, bool isTerminal) : IAnsiConsoleOutput
{
    public TextWriter Writer => writer;

    public bool IsTerminal => isTerminal;

    public int Width => 200;

    public int Height => 30;

    public void SetEncoding(Encoding encoding)
    {
    }
}
