namespace IocExplorer.Messages.Parsing;

/// <summary>Names a character in a reason without repeating it: it may be a terminal escape or reverse the direction of the line.</summary>
internal static class Character
{
    public static string Holds(int codePoint) => codePoint switch
    {
        ' ' => "holds a space",
        > ' ' and < 127 => $"holds '{(char)codePoint}'",
        >= 0xD800 and <= 0xDFFF => $"holds half a character (U+{codePoint:X4})",
        _ => $"holds the character U+{codePoint:X4}",
    };
}
