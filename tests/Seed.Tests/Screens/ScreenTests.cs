using IocExplorer.Seed.Screens;
using Spectre.Console;

namespace IocExplorer.Seed.Tests.Screens;

public sealed class ScreenTests
{
    private const int Width = 20;

    [Fact]
    public void Lines_WhileThePictureStands_WipeOutWhatWasWrittenThere()
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter();
        var screen = CreateScreen(output, error);

        screen.SetLive(true);
        screen.Complain("Stopping.");
        screen.Say("News.");

        output.ToString().Split('\n')[..2].ShouldBe(["Stopping.".PadRight(Width - 1), "News.".PadRight(Width - 1)]);
        error.ToString().ShouldBeEmpty();
    }

    [Fact]
    public void Lines_WithoutAPicture_StandAsTheyAre()
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var screen = CreateScreen(output, error);

        screen.Complain("Stopping.");
        screen.Say("News.");

        output.ToString().ShouldBe("News.\n");
        error.ToString().ShouldBe("Stopping.\n");
    }

    /// <summary>What a run costs takes a while to add up over many seeds.</summary>
    [Fact]
    public void Say_WithQuiet_DoesNotEvenComposeTheLines()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var composed = 0;

        CreateScreen(output, error, quiet: true).Say(Enumerable.Range(1, 3).Select(_ => $"line {++composed}"));

        composed.ShouldBe(0);
        output.ToString().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true, 2001)]
    [InlineData(false, 5_000)]
    public void Say_OfAnAbsurdlyLongLine_IsCutOnATerminalOnly(bool isTerminal, int length)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        CreateScreen(output, error, isTerminal: isTerminal, width: 10_000).Say(new string('x', 5_000));

        output.ToString().TrimEnd().Length.ShouldBe(length);
    }

    private static Screen CreateScreen(StringWriter output, StringWriter error, bool quiet = false, bool isTerminal = false, int width = Width)
    {
        var console = AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new Terminal(output, isTerminal),
        });
        console.Profile.Width = width;
        return new(console, error, quiet, errorIsTerminal: true);
    }
}
