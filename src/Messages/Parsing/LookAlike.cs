namespace IocExplorer.Messages.Parsing;

/// <summary>
/// Whether a person could take a label for another one, by the rules of browsers: letters of scripts that share shapes are mixed, or all its
/// letters are of another script and look like Latin ones. Also whether it is written from right to left.
/// </summary>
internal static class LookAlike
{
    // Cyrillic and Greek letters that are drawn like Latin ones: a label of these alone (and digits) reads as a Latin word.
    private const string LatinShapes =
        "\u0430\u0441\u0501\u0435\u04BB\u0456\u0458\u04CF\u043E\u0440\u051B\u0455\u051D\u0445\u0443\u044A\u044C\u04BD\u043F\u0433\u0475\u0461"
        + "\u03B1\u03B9\u03BA\u03BD\u03C1\u03C5\u03C9\u03B7\u03BF\u03C4\u03C7\u03B3\u03F2";

    private enum Script
    {
        Any,
        Latin,
        Greek,
        Cyrillic,
        Other,
        EastAsian,
        RightToLeft,
    }

    public static bool IsDeceptive(ReadOnlySpan<char> label)
    {
        var first = Script.Any;
        var mixed = false;
        var allLatinShapes = true;
        foreach (var rune in label.EnumerateRunes())
        {
            var script = ScriptOf(rune.Value);
            if (script == Script.RightToLeft)
            {
                return true;
            }

            if (script == Script.Any)
            {
                continue;
            }

            // East Asian names often contain Latin letters, and the shapes have nothing in common.
            mixed |= first != Script.Any && script != first && !(script is Script.Latin or Script.EastAsian && first is Script.Latin or Script.EastAsian);
            first = first == Script.Any ? script : first;
            allLatinShapes &= script is Script.Greek or Script.Cyrillic && LatinShapes.Contains((char)rune.Value, StringComparison.Ordinal);
        }

        return mixed || (allLatinShapes && first != Script.Any);
    }

    private static Script ScriptOf(int codePoint) => codePoint switch
    {
        >= 'a' and <= 'z' or >= 0xC0 and <= 0x24F or >= 0x1E00 and <= 0x1EFF => Script.Latin,
        < 0xC0 or >= 0x2600 and <= 0x27BF or >= 0x1F300 and <= 0x1FAFF => Script.Any,
        >= 0x370 and <= 0x3FF or >= 0x1F00 and <= 0x1FFF => Script.Greek,
        >= 0x400 and <= 0x52F => Script.Cyrillic,
        >= 0x590 and <= 0x8FF or >= 0xFB1D and <= 0xFEFF or >= 0x10800 and <= 0x10FFF or >= 0x1E800 and <= 0x1EFFF => Script.RightToLeft,
        >= 0x2E80 and <= 0x9FFF or >= 0xAC00 and <= 0xD7AF or >= 0x20000 and <= 0x3FFFF => Script.EastAsian,
        _ => Script.Other,
    };
}
