using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using IocExplorer.Tagging.Matching;

namespace IocExplorer.Tagging.Lists;

/// <summary>
/// Regular expressions as PHP has them, <c>/^abuse@/i</c>, or bare. Case never matters. What would take long to build or to run is refused here.
/// </summary>
internal static partial class PatternText
{
    private const int Longest = 2000;
    private const int MostPatterns = 2000;
    private const long MostCopies = 2000;
    private static readonly SearchValues<char> s_flags = SearchValues.Create("imsxugUDAJXS");
    private const string Delimiters = "/#~%!@,;|{(";

    /// <param name="known">How many there are already.</param>
    /// <param name="reason">Empty on success.</param>
    public static bool TryRead(ReadOnlySpan<char> text, int known, [NotNullWhen(true)] out Regex? regex, out string reason)
    {
        regex = null;
        var options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
        var pattern = WithoutDelimiters(text, ref options).ToString();
        reason = pattern.Length == 0 ? "is an empty pattern, which fits everything"
            : pattern.Length > Longest ? $"is a pattern of more than {Longest} characters"
            : known >= MostPatterns ? $"is one pattern too many: {MostPatterns} are the most"
            : Copies(pattern) > MostCopies
                ? $"is a pattern with more than {MostCopies} repetitions within each other"
            : "";
        if (reason.Length > 0)
        {
            return false;
        }

        try
        {
            regex = Make(pattern, options);
            return true;
        }
        catch (ArgumentException)
        {
            reason = "is no regular expression that .NET understands";
            return false;
        }
    }

    private static Regex Make(string pattern, RegexOptions options)
    {
        try
        {
            return new(pattern, options | RegexOptions.NonBacktracking, Pattern.Patience);
        }
        catch (NotSupportedException)
        {
            // Look-around and back references: time is the only bound.
            return new(pattern, options, Pattern.Patience);
        }
    }

    private static ReadOnlySpan<char> WithoutDelimiters(ReadOnlySpan<char> text, ref RegexOptions options)
    {
        if (!Delimiters.Contains(text[0], StringComparison.Ordinal))
        {
            return text;
        }

        var close = text[0] switch { '{' => '}', '(' => ')', var c => c };
        var end = text.LastIndexOf(close);
        if (end <= 0 || text[(end + 1)..].ContainsAnyExcept(s_flags))
        {
            return text;
        }

        foreach (var flag in text[(end + 1)..])
        {
            options |= flag switch
            {
                'm' => RegexOptions.Multiline,
                's' => RegexOptions.Singleline,
                'x' => RegexOptions.IgnorePatternWhitespace,
                _ => RegexOptions.None,
            };
        }

        return text[1..end];
    }

    // Counted repetitions are written out when the automaton is built, and nested ones multiply. All of them multiplied is the worst that they can be.
    private static long Copies(string pattern)
    {
        var copies = 1L;
        foreach (Match match in Counted().Matches(pattern))
        {
            var most = long.TryParse(match.Groups["most"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var to) ? to
                : long.TryParse(match.Groups["least"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from
                : MostCopies + 1;
            copies = Math.Min(copies, MostCopies + 1) * Math.Clamp(most, 1, MostCopies + 1);
        }

        return copies;
    }

    [GeneratedRegex(@"\{(?<least>\d+)(,(?<most>\d*))?\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Counted();
}
