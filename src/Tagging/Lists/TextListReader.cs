using System.Text;
using IocExplorer.Messages.Parsing;
using IocExplorer.Tagging.Matching;

namespace IocExplorer.Tagging.Lists;

/// <summary>
/// Reads a user's own list: a value a line, which is an IOC of any type (defanged or not), a network, or <c>*.example.com</c> for all names below; behind it,
/// if wanted, the name of the tag and its class (<c>192.0.2.0/24,our office,known-good</c>). <c>#</c> begins a comment.
/// </summary>
internal sealed class TextListReader(TagIndex index, ListMeanings meanings, ICollection<TagProblem> allProblems)
{
    private const int LongestLine = 10_000;
    private const string HowToWrite = "Write value or value,tag,class; the value is an IOC, a network, or *.example.com.";

    public TagList? Read(ListContent content)
    {
        var problems = new ListProblems(content.File, allProblems);
        var meaning = meanings.Of(content.Name, content.Name);
        var own = new Tag(meaning.Tag ?? Text.AsTagName(content.Name), meaning.Class ?? TagClass.Info, content.Name, content.Version);
        var tags = new Dictionary<(string, TagClass), ushort>();
        var count = 0;
        var number = 0;
        using var text = new StreamReader(new MemoryStream(content.Bytes.ToArray()), Encoding.UTF8);
        while (text.ReadLine() is { } line)
        {
            number++;
            if (line.Length > LongestLine)
            {
                Refuse("is longer than 10,000 characters");
                continue;
            }

            var fields = WithoutComment(line).Split(',', StringSplitOptions.TrimEntries);
            if (fields is [""])
            {
                continue;
            }

            var reason = Read(fields, own, tags);
            if (reason.Length == 0)
            {
                count++;
            }
            else
            {
                Refuse(reason);
            }
        }

        problems.End();
        return new(content.Name, content.Name, "text", count, own.Name, own.Class, own.Version, content.File);

        void Refuse(string reason) => problems.Add($"line {number}", reason, HowToWrite);
    }

    private string Read(string[] fields, Tag own, Dictionary<(string, TagClass), ushort> tags)
    {
        if (fields.Length > 3)
        {
            return "has more than three fields";
        }

        var tagClass = own.Class;
        if (fields is [_, _, { Length: > 0 } written] && !TagClassNames.TryParse(written, out tagClass))
        {
            return $"has the class {Text.Shown(written)}, which is none of {string.Join(", ", TagClassNames.All)}";
        }

        var name = fields.Length > 1 && Text.AsTagName(fields[1]) is { Length: > 0 } given ? given : own.Name;
        if (!tags.TryGetValue((name, tagClass), out var tag))
        {
            if (index.AddTag(new(own with { Name = name, Class = tagClass }, IocTypes.All)) is not { } added)
            {
                return "has one tag too many: 65,536 different ones are the most";
            }

            tag = added;
            tags.Add((name, tagClass), tag);
        }

        return Add(fields[0], tag);
    }

    private string Add(string value, ushort tag)
    {
        if (value.StartsWith("*.", StringComparison.Ordinal))
        {
            if (!Suffixes.SuffixName.TryNormalise(value.AsSpan(2), out var below))
            {
                return "is no name of a host behind the star";
            }

            index.AddName(below, tag, EntryKind.OnlyBelow);
            return "";
        }

        if (IpAddress.HasShape(value))
        {
            return NetworkText.Add(index, value, tag);
        }

        if (!TryParse(value, out var ioc, out var reason))
        {
            return reason;
        }

        if (ioc.Type == IocType.IpAddress)
        {
            return NetworkText.Add(index, ioc.Value, tag);
        }

        index.AddName(ioc.Value.ToLowerInvariant(), tag, EntryKind.Exact);
        return "";
    }

    // A URL is the URL here, not its host.
    private static bool TryParse(string value, out Ioc ioc, out string reason) =>
        IocParser.TryParse(IocType.Url, value, out ioc, out reason) || IocParser.TryParse(value, out ioc, out reason);

    // A # inside of a value, as URLs have it, begins no comment.
    private static string WithoutComment(string line)
    {
        var text = line.Trim().TrimStart('\uFEFF');
        var comment = text.StartsWith('#') ? 0 : text.IndexOf(" #", StringComparison.Ordinal);
        return comment < 0 ? text : text[..comment].TrimEnd();
    }
}
