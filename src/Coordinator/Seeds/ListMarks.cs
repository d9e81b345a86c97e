using System.Collections.Frozen;

namespace IocExplorer.Coordinator.Seeds;

/// <summary>Lines that lists of other programs have and that hold no value: comments in their ways, and what a hosts file says of its own machine.</summary>
internal static class ListMarks
{
    private static readonly FrozenSet<string> s_ownNames = """
        localhost localhost.localdomain localhost4 localhost6 local broadcasthost loopback ip6-localhost ip6-loopback
        ip6-localnet ip6-mcastprefix ip6-allnodes ip6-allrouters ip6-allhosts 0.0.0.0
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> s_nowhere = FrozenSet.ToFrozenSet(["0.0.0.0", "127.0.0.1", "::", "::1"], StringComparer.Ordinal);

    /// <param name="line">Without spaces around it; not empty.</param>
    public static bool IsComment(ReadOnlySpan<char> line) =>
        line[0] == '#' || line.StartsWith("//", StringComparison.Ordinal) || line.StartsWith("; ", StringComparison.Ordinal)
        || line.StartsWith("! ", StringComparison.Ordinal) || line is "!"
        || (line.StartsWith("[Adblock", StringComparison.OrdinalIgnoreCase) && line[^1] == ']');

    /// <summary><c>127.0.0.1 localhost</c>.</summary>
    public static bool IsOwnHost(ReadOnlySpan<char> line)
    {
        var words = WordsOf(line);
        return words.Length > 1 && words[0][0] is >= '0' and <= '9' or ':' or 'f' && words.Skip(1).All(s_ownNames.Contains);
    }

    /// <summary>Of a line of a hosts file that leads names nowhere: the names, and those of its own machine as well. Empty of any other line.</summary>
    public static ReadOnlySpan<string> BlockedHosts(ReadOnlySpan<char> line)
    {
        var words = line.Length > 0 && line[0] is '0' or '1' or ':' ? WordsOf(line) : [];
        if (words.Length < 2 || !s_nowhere.Contains(words[0]) || words[1].AsSpan().ContainsAny(",;|"))
        {
            return [];
        }

        // A remark needs no # in front of it.
        var remark = Array.FindIndex(words, 2, w => !(char.IsLetterOrDigit(w[0]) || w[0] == '_') || w.Contains("//", StringComparison.Ordinal));
        return words.AsSpan(1, (remark < 0 ? words.Length : remark) - 1);
    }

    public static bool IsOwnName(string name) => s_ownNames.Contains(name);

    /// <summary>What a comment says, without its signs. Zeek's files name their columns behind a word of their own, and with dots in the names.</summary>
    public static string Said(ReadOnlySpan<char> comment)
    {
        const string Zeek = "fields\t";
        var said = comment.TrimStart("#/;!").Trim().ToString();
        return said.StartsWith(Zeek, StringComparison.Ordinal) ? said[Zeek.Length..].Replace('.', '_') : said;
    }

    private static string[] WordsOf(ReadOnlySpan<char> line)
    {
        var note = line.IndexOf('#');
        return (note < 0 ? line : line[..note]).ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }
}
