namespace IocExplorer.Analysis.Output;

/// <summary>Texts of sources and lists for a terminal, whole: what would steer it is shown as <c>\u{1b}</c>.</summary>
internal static class SafeText
{
    public static string Of(string text) => DisplayText.Sanitize(text, int.MaxValue, Unprintable.Escape);
}
