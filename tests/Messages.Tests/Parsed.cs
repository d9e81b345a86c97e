namespace IocExplorer.Messages.Tests;

/// <summary>Parsing in one expression: the normal form, or the reason with "refused: " in front.</summary>
internal static class Parsed
{
    public static string As(IocType type, string text) => Told(IocParser.TryParse(type, text, out var ioc, out var reason), ioc.Value, reason);

    /// <summary>The type in front: <c>domain evil.com</c>.</summary>
    public static string Bare(string text)
    {
        var good = IocParser.TryParse(text, out var ioc, out var reason);
        return Told(good, good ? ioc.ToString() : null, reason);
    }

    public static Ioc Good(IocType type, string text) =>
        IocParser.TryParse(type, text, out var ioc, out var reason) ? ioc : throw new ArgumentException($"{text} {reason}", nameof(text));

    private static string Told(bool good, string? value, string reason)
    {
        // Either a value or a reason, never both and never neither.
        (good ? reason.Length : value?.Length ?? 0).ShouldBe(0);
        return good ? value! : $"refused: {reason}";
    }
}
