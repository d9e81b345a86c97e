using System.Buffers;
using System.Globalization;
using System.Text;

namespace IocExplorer.Messages.Parsing;

/// <summary>Encodes one label of a domain name (U-label) in punycode (A-label).</summary>
/// <remarks>
/// The program runs without ICU (invariant globalization), where <see cref="IdnMapping"/> is punycode alone: it neither lower-cases nor
/// composes nor folds compatibility forms, and would quietly encode a name that does not exist. Lower-casing is done by the caller. What
/// would need normalising (<see cref="NotNormalised"/>) is refused with a reason; full-width ASCII is folded by <see cref="Refanging"/>.
/// Joiners (U+200C, U+200D) and middle dots (U+00B7, U+30FB), which IDNA permits in some neighbourhoods, are refused too.
/// </remarks>
internal static class UnicodeLabel
{
    private static readonly IdnMapping s_punycode = new();

    /// <param name="label">In lower case.</param>
    public static bool TryToAscii(string label, out string ascii, out string reason)
    {
        ascii = label;
        reason = "";
        if (!label.AsSpan().ContainsAnyExceptInRange('\0', '\x7F'))
        {
            return true;
        }

        reason = Fault(label);
        if (reason.Length > 0)
        {
            return false;
        }

        try
        {
            ascii = s_punycode.GetAscii(label);
        }
        catch (ArgumentException)
        {
            // What is left after the checks: too long once encoded, left-to-right and right-to-left letters mixed, or "xn--" in front.
            reason = "has a label that cannot be written in punycode";
        }

        return reason.Length == 0;
    }

    private static string Fault(ReadOnlySpan<char> label)
    {
        if (label[0] == '-' || label[^1] == '-')
        {
            return "has a label that begins or ends with a hyphen";
        }

        var previous = default(Rune);
        for (var rest = label; !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != OperationStatus.Done)
            {
                return Character.Holds(rest[0]);
            }

            if (NotNormalised.Is(rune, previous))
            {
                return $"{Character.Holds(rune.Value)}, which other programs replace; give the name in punycode (xn--)";
            }

            if (!IsPermitted(rune) || (rest.Length == label.Length && IsMark(rune)))
            {
                return Character.Holds(rune.Value);
            }

            previous = rune;
            rest = rest[length..];
        }

        return "";
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsPermitted(Rune rune)
    {
        if (rune.IsAscii)
        {
            return char.IsAsciiLetterLower((char)rune.Value) || char.IsAsciiDigit((char)rune.Value) || rune.Value is '-' or '_';
        }

        // Registered names contain emoji; other symbols (the replacement character, invisible blanks) they do not.
        // Capitals that are left after lower-casing have no lower case of one character.
        return IsMark(rune)
            || rune.Value is (>= 0x2600 and <= 0x27BF) or (>= 0x1F300 and <= 0x1FAFF)
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.DecimalDigitNumber;
    }
}
