namespace IocExplorer.Coordinator.Seeds;

/// <summary>Text from a user's file as it may be repeated on a terminal: at most 60 characters, the last three of them "..." where there are more.</summary>
internal static class SeedLineText
{
    private const int Longest = 60;
    private const string Cut = "...";

    public static string Of(ReadOnlySpan<char> text) => text.Length <= Longest
        ? DisplayText.Sanitize(text.ToString(), Longest, Unprintable.QuestionMark)
        : DisplayText.Sanitize(text[..(Longest - Cut.Length)].ToString(), Longest, Unprintable.QuestionMark) + Cut;
}
