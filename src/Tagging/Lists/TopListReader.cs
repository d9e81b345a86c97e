using System.Buffers.Text;
using System.Text;
using IocExplorer.Tagging.Matching;

namespace IocExplorer.Tagging.Lists;

/// <summary>
/// Reads lists of popular names: <c>rank,name</c> a line (Tranco, Umbrella), or Majestic's columns with a header. Ranks of hosts without a dot (Umbrella has
/// them) say nothing and are skipped.
/// </summary>
internal sealed class TopListReader(TagIndex index, ListMeanings meanings, ICollection<TagProblem> allProblems)
{
    private const int LongestName = 253;
    private static readonly string[] s_known = ["Tranco", "Umbrella", "Majestic", "Cloudflare", "Alexa", "Cisco"];
    private readonly char[] _buffer = new char[LongestName];

    public TagList? Read(ListContent content)
    {
        var problems = new ListProblems(content.File, allProblems);
        var text = content.Text;
        var isMajestic = text.StartsWith("GlobalRank,"u8);
        var by = isMajestic ? "Majestic" : s_known.FirstOrDefault(k => content.File.Contains(k, StringComparison.OrdinalIgnoreCase)) ?? content.Name;
        var meaning = meanings.Of(by, content.Name);
        var tag = new Tag(meaning.Tag ?? "popular", meaning.Class ?? TagClass.Info, by, content.Version);
        if (index.AddTag(new(tag, IocTypes.Domain | IocTypes.Url, meaning.GoodUpTo ?? int.MaxValue)) is not { } number)
        {
            problems.Add("", "is one list too many", "65,536 different tags are the most; load fewer lists.");
            return null;
        }

        var count = 0;
        var line = 0;
        while (!text.IsEmpty)
        {
            line++;
            var end = text.IndexOf((byte)'\n');
            var row = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            row = row is [.., (byte)'\r'] ? row[..^1] : row;
            if (row.IsEmpty || row[0] == '#' || (line == 1 && isMajestic))
            {
                continue;
            }

            var reason = Read(row, isMajestic ? 2 : 1, number, ref count);
            if (reason.Length > 0)
            {
                problems.Add($"line {line}", reason, "The other lines are used. A line is rank,domain.");
            }
        }

        problems.End();
        return new(content.Name, by, "top", count, tag.Name, tag.Class, tag.Version, content.File);
    }

    private string Read(ReadOnlySpan<byte> row, int column, ushort tag, ref int count)
    {
        if (!Utf8Parser.TryParse(row, out int rank, out var digits) || rank < 1 || digits == row.Length || row[digits] != ',')
        {
            return "does not begin with a rank and a comma";
        }

        var name = row[(digits + 1)..];
        for (var skip = 1; skip < column; skip++)
        {
            name = name[(name.IndexOf((byte)',') + 1)..];
        }

        var end = name.IndexOf((byte)',');
        name = Ascii.Trim(end < 0 ? name : name[..end]) is var trimmed ? (end < 0 ? name : name[..end])[trimmed] : name;
        if (name.IsEmpty || name.Length > LongestName || name.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
        {
            return "has no name that a host can have";
        }

        if (!name.Contains((byte)'.'))
        {
            return "";
        }

        Ascii.ToLower(name, _buffer, out var length);
        var written = _buffer.AsSpan(0, length) is [.., '.'] ? length - 1 : length;
        if (index.AddName(_buffer.AsSpan(0, written), tag, EntryKind.Registered, rank))
        {
            count++;
        }

        return "";
    }
}
