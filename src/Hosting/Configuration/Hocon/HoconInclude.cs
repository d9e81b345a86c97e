namespace IocExplorer.Hosting.Configuration.Hocon;

/// <summary>Reads <c>include "file"</c>, also as <c>file("...")</c> and <c>required(...)</c>, which here mean the same.</summary>
internal static class HoconInclude
{
    private const string Word = "include";

    /// <returns>The file's name; null when what comes is no include but a name, and then nothing was taken.</returns>
    public static string? TryRead(HoconScanner scanner)
    {
        var ahead = Word.Length;
        while (scanner.Peek(ahead) is ' ' or '\t')
        {
            ahead++;
        }

        if (!scanner.Sees(Word) || ahead == Word.Length || !(scanner.Peek(ahead) == '"' || HasBracket(scanner, ahead)))
        {
            return null;
        }

        scanner.Take(ahead);
        var closing = 0;
        while (scanner.Peek() != '"')
        {
            if (scanner.Sees("required(") || scanner.Sees("file("))
            {
                scanner.Take(scanner.Sees("file(") ? "file(".Length : "required(".Length);
                scanner.TakeSpaces();
                closing++;
            }
            else
            {
                throw scanner.Wrong("only files can be included: include \"name.conf\". Fetch what stands elsewhere, and include the copy.");
            }
        }

        var written = scanner.TakeQuoted();
        for (; closing > 0; closing--)
        {
            scanner.TakeSpaces();
            if (scanner.Peek() != ')')
            {
                throw scanner.Wrong("the closing ) of this include is missing.");
            }

            scanner.Take();
        }

        return written;
    }

    private static bool HasBracket(HoconScanner scanner, int ahead)
    {
        while (char.IsAsciiLetter(scanner.Peek(ahead)))
        {
            ahead++;
        }

        return scanner.Peek(ahead) == '(';
    }
}
