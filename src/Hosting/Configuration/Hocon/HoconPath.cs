using System.Text;

namespace IocExplorer.Hosting.Configuration.Hocon;

/// <summary>Reads names and paths: <c>general.depth</c>, <c>"a name".more</c>.</summary>
internal static class HoconPath
{
    /// <summary>The section that is Akka's: names there keep their case and their dots.</summary>
    public const string Akka = "akka";

    /// <summary>Whether a path, however it is written, leads into Akka's section.</summary>
    public static bool IsAkka(IReadOnlyList<string> path) => path.Count > 0 && path[0].Equals(Akka, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads up to whatever ends a path. No setting of ours has a dot or colon in its name, so one in quotes counts as a separator there.</summary>
    /// <param name="scanner">At the first letter.</param>
    /// <param name="below">The path of the object in which it stands.</param>
    public static List<string> Read(HoconScanner scanner, IReadOnlyList<string> below)
    {
        List<string> names = [];
        var name = new StringBuilder();
        var (isQuoted, hasName) = (false, false);
        while (true)
        {
            var c = scanner.Peek();
            if (c == '"')
            {
                name.Append(scanner.TakeQuoted());
                (isQuoted, hasName) = (true, true);
            }
            else if (c == '.')
            {
                End();
                scanner.Take();
                scanner.TakeSpaces();
            }
            else if (scanner.TakeUnquoted(stopAtDot: true) is { Length: > 0 } word)
            {
                name.Append(word);
                hasName = true;
            }
            else if (hasName && scanner.TakeSpaces() is { Length: > 0 } spaces)
            {
                // Spaces are part of a name only between two words of it.
                if (!EndsPath(scanner) && scanner.Peek() != '.')
                {
                    name.Append(spaces);
                }
            }
            else
            {
                break;
            }
        }

        End();
        return names;

        void End()
        {
            if (!hasName)
            {
                throw scanner.Wrong(names.Count == 0 && scanner.Peek() != '.'
                    ? $"a name is expected here, not {Shown(scanner)}. Names with other signs than letters, digits, - and _ need double quotes."
                    : "between two dots, before and behind a path's dots there must be a name.");
            }

            var whole = name.ToString();
            List<string> parts = isQuoted && !IsAkka([.. below, .. names]) ? [.. whole.Split('.', ':')] : [whole];
            names.AddRange(parts.Contains("") ? [whole] : parts);
            name.Clear();
            (isQuoted, hasName) = (false, false);
        }
    }

    /// <summary>What stands where something else was expected; a word is not shown, it may be a key.</summary>
    public static string Shown(HoconScanner scanner) => scanner.IsAtEnd ? "the end of the file"
        : char.IsControl(scanner.Peek()) ? $"the control character U+{(int)scanner.Peek():X4}"
        : char.IsLetterOrDigit(scanner.Peek()) || char.IsSurrogate(scanner.Peek()) ? "this"
        : $"`{scanner.Peek()}`";

    /// <summary>A name for a message: control characters are shown as question marks.</summary>
    public static string Printable(string name) => string.Concat(name.Select(c => char.IsControl(c) ? '?' : c));

    private static bool EndsPath(HoconScanner scanner) =>
        scanner.IsAtEnd || scanner.SeesComment() || scanner.Sees("+=") || scanner.Peek() == '\n'
        || (scanner.Peek() != '"' && HoconScanner.Reserved.Contains(scanner.Peek()));
}
