using Spectre.Console;

namespace IocExplorer.Seed.Screens;

/// <summary>
/// Where lines for the user go: news to standard output (none with <c>--quiet</c>), errors to standard error. While a live picture stands on
/// the terminal, both go above it, so that neither tears the other.
/// </summary>
internal sealed class Screen(IAnsiConsole console, TextWriter error, bool quiet, bool errorIsTerminal)
{
    private readonly Lock _gate = new();
    private bool _live;

    public IAnsiConsole Console => console;

    public bool IsQuiet => quiet;

    /// <summary>Whether a live display can be shown: an interactive terminal, nothing redirected.</summary>
    public bool CanMove => !quiet && console.Profile.Out.IsTerminal && console.Profile.Capabilities is { Ansi: true, Interactive: true };

    /// <summary>On a terminal, a line is cut where it is absurdly long; into a file or a pipe it goes whole.</summary>
    public void Say(string line)
    {
        if (quiet)
        {
            return;
        }

        var shown = console.Profile.Out.IsTerminal ? TerminalText.Line(line) : TerminalText.LongLine(line);
        lock (_gate)
        {
            console.WriteLine(_live ? OverThePicture(shown) : shown, Style.Plain);
        }
    }

    /// <param name="lines">Not even composed with <c>--quiet</c>.</param>
    public void Say(IEnumerable<string> lines)
    {
        foreach (var line in quiet ? [] : lines)
        {
            Say(line);
        }
    }

    /// <summary>Text for a program: as it is into a file or a pipe, and on a terminal made harmless. Neither is wrapped or cut.</summary>
    /// <param name="endsLine">Whether a line break follows.</param>
    public void Copy(TextReader text, bool endsLine)
    {
        var writer = console.Profile.Out.Writer;
        if (console.Profile.Out.IsTerminal)
        {
            while (text.ReadLine() is { } line)
            {
                writer.WriteLine(TerminalText.LongLine(line));
            }

            return;
        }

        var buffer = new char[32 * 1024];
        while (text.Read(buffer) is var read and > 0)
        {
            writer.Write(buffer, 0, read);
        }

        writer.Write(endsLine ? "\n" : "");
        writer.Flush();
    }

    public void Complain(string line)
    {
        lock (_gate)
        {
            if (_live && errorIsTerminal)
            {
                console.WriteLine(OverThePicture(TerminalText.Line(line)), new(Color.Red));
                return;
            }

            error.WriteLine(TerminalText.Line(line));
            error.Flush();
        }
    }

    public void Complain(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Complain(line);
        }
    }

    /// <summary>Says why nothing is done.</summary>
    /// <returns>The exit code that goes with it.</returns>
    public int Refuse(params IEnumerable<string> lines)
    {
        Complain(lines);
        return ExitCodes.NothingRun;
    }

    /// <summary>To be set while a live picture stands.</summary>
    public void SetLive(bool live)
    {
        lock (_gate)
        {
            _live = live;
        }
    }

    // The line is written where the picture stood: blanks to the edge wipe out what is left of it there.
    private string OverThePicture(string line)
    {
        var width = console.Profile.Width;
        var lastRow = line.Length % width;
        return line.PadRight(line.Length + Math.Max(0, width - 1 - lastRow));
    }
}
