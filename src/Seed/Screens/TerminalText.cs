namespace IocExplorer.Seed.Screens;

/// <summary>
/// Makes text from outside (seeds, answers, file names, messages of others) harmless on a terminal: what would act on it is shown as
/// <c>\u{1b}</c> instead of being sent. Everything printed goes through here.
/// </summary>
public static class TerminalText
{
    private const int MostCharacters = 2000;

    /// <summary>One line that shows every character it has, cut where it is absurdly long.</summary>
    public static string Line(string text) => DisplayText.Sanitize(text, MostCharacters, Unprintable.Escape);

    /// <summary>The same, never cut: for text that a program may read.</summary>
    public static string LongLine(string text) => DisplayText.Sanitize(text, int.MaxValue, Unprintable.Escape);

    /// <summary>The same for places that understand Spectre's markup, where a bracket would begin a style.</summary>
    public static string Markup(string text) => Spectre.Console.Markup.Escape(Line(text));
}
