using System.Buffers;
using System.Globalization;
using System.Text;

namespace IocExplorer.Hosting.Configuration.Hocon;

/// <summary>Goes through a text letter by letter and knows the line and column: blanks, comments, quoted and unquoted texts.</summary>
internal sealed class HoconScanner(string text, string file)
{
    /// <summary>Letters that HOCON reserves: a text with one of them needs quotes.</summary>
    public static readonly SearchValues<char> Reserved = SearchValues.Create("$\"{}[]:=,#`^?!@*&\\");

    private int _index;
    private int _lineStart;

    public int Line { get; private set; } = 1;

    public int Column => _index - _lineStart + 1;

    public bool IsAtEnd => _index >= text.Length;

    /// <summary>NUL at the end of the text.</summary>
    public char Peek(int ahead = 0) => _index + ahead < text.Length ? text[_index + ahead] : '\0';

    public bool Sees(string expected) => string.CompareOrdinal(text, _index, expected, 0, expected.Length) == 0;

    public char Take()
    {
        var c = text[_index++];
        if (c == '\n')
        {
            Line++;
            _lineStart = _index;
        }

        return c;
    }

    public void Take(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Take();
        }
    }

    public HoconSyntaxException Wrong(string problem) => new(file, Line, Column, problem);

    /// <summary>Spaces within a line.</summary>
    public string TakeSpaces()
    {
        var start = _index;
        while (!IsAtEnd && Peek() != '\n' && IsSpace(Peek()))
        {
            Take();
        }

        return text[start.._index];
    }

    /// <summary>Spaces, comments and line breaks. <c>/* */</c> is none of HOCON's comments; files of the JSON form have them.</summary>
    /// <returns>Whether a line ended.</returns>
    public bool SkipBlanks()
    {
        var line = Line;
        while (!IsAtEnd)
        {
            if (IsSpace(Peek()))
            {
                Take();
            }
            else if (Peek() == '#' || Sees("//"))
            {
                while (!IsAtEnd && Peek() != '\n')
                {
                    Take();
                }
            }
            else if (Sees("/*"))
            {
                SkipBlockComment();
            }
            else
            {
                break;
            }
        }

        return Line > line;
    }

    public bool SeesComment() => Peek() == '#' || Sees("//") || Sees("/*");

    /// <summary>Up to a blank, a comment or a reserved letter. A dot belongs to it.</summary>
    public string TakeUnquoted(bool stopAtDot)
    {
        var start = _index;
        while (!IsAtEnd && IsUnquoted(Peek()) && !SeesComment() && !Sees("+=") && !(stopAtDot && Peek() == '.'))
        {
            Take();
        }

        return text[start.._index];
    }

    /// <summary>A text in one or three double quotes. Three keep everything as it stands, over several lines.</summary>
    public string TakeQuoted()
    {
        if (Sees("\"\"\""))
        {
            return TakeTripleQuoted();
        }

        var unclosed = Wrong("this quote is not closed on its line. Add the closing quote; a text of several lines stands between three quotes.");
        Take();
        var quoted = new StringBuilder();
        while (true)
        {
            if (IsAtEnd || Peek() == '\n')
            {
                throw unclosed;
            }

            var c = Peek();
            if (c == '\\')
            {
                quoted.Append(TakeEscape());
                continue;
            }

            Take();
            if (c == '"')
            {
                return quoted.ToString();
            }

            quoted.Append(c);
        }
    }

    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || c == '\uFEFF';

    private static bool IsUnquoted(char c) => !IsSpace(c) && !char.IsControl(c) && !Reserved.Contains(c);

    private void SkipBlockComment()
    {
        var unclosed = Wrong("this comment is not closed. Add */, or begin each of its lines with #.");
        Take(2);
        while (!Sees("*/"))
        {
            if (IsAtEnd)
            {
                throw unclosed;
            }

            Take();
        }

        Take(2);
    }

    private string TakeTripleQuoted()
    {
        var unclosed = Wrong("these three quotes are not closed. Add three more behind the text.");
        Take(3);
        var start = _index;
        while (!Sees("\"\"\"") || Peek(3) == '"')
        {
            if (IsAtEnd)
            {
                throw unclosed;
            }

            Take();
        }

        var quoted = text[start.._index];
        Take(3);
        return quoted;
    }

    private char TakeEscape()
    {
        var c = Peek(1);
        if (c == 'u' && _index + 6 <= text.Length
            && ushort.TryParse(text.AsSpan(_index + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            Take(6);
            return (char)code;
        }

        var meant = c switch { '"' => '"', '\\' => '\\', '/' => '/', 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', _ => '\0' };
        if (meant == '\0')
        {
            throw Wrong("a backslash in quotes must be followed by one of \" \\ / b f n r t, or u and four hexadecimal digits. Write \\\\ for a backslash.");
        }

        Take(2);
        return meant;
    }
}
