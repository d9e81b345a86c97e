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

    private static Screen CreateScreen(StringWriter output, StringWriter error)
    {
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = Width;
        return new(console, error, quiet: false, errorIsTerminal: true);
    }
}
