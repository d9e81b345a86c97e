using IocExplorer.Fuzzing.Engine;
using IocExplorer.Fuzzing.Inputs;
using IocExplorer.Messages;
using IocExplorer.Tagging;
using IocExplorer.Tagging.Lists;
using IocExplorer.Tagging.Matching;
using IocExplorer.Tagging.Suffixes;

namespace IocExplorer.Fuzzing.Kinds;

/// <summary>A list of what is known, of any form, and IOCs that are looked up in it.</summary>
internal sealed class TagListKind : IFuzzKind
{
    private static readonly Ioc[] s_asked =
    [
        new(IocType.Domain, "www.shop.example.com"), new(IocType.Domain, "example"), new(IocType.IpAddress, "192.0.2.7"), new(IocType.IpAddress, "2001:db8::7"),
        new(IocType.File, new string('a', 64)),
        new(IocType.Email, "abuse@example.com"), new(IocType.Url, "http://a.example.com:8080/AAAAAAAAAAAAAAAAAAAAAAAAAAAA?x=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"),
        new(IocType.Domain, new string('a', 63) + ".example"),
    ];

    public string Name => "tag-list";

    public FuzzInput Make(FuzzRandom random)
    {
        var variant = random.Next();
        return new(
            FormOf(variant) switch
            {
                TagListForm.WarningList => JsonMutation.Mutate(ListTexts.WarningList(random), random),
                TagListForm.Classes => JsonMutation.Mutate(ListTexts.Classes(random), random),
                TagListForm.Ranks => ByteMutation.Of(TextMutation.Mutate(ListTexts.Lines(isRanked: true, random), random), random),
                _ => ByteMutation.Of(TextMutation.Mutate(ListTexts.Lines(isRanked: false, random), random), random),
            },
            variant);
    }

    public bool Try(FuzzInput input)
    {
        var problems = new List<TagProblem>();
        var (tagger, list) = Read(FormOf(input.Variant), input.Bytes, problems);
        var tags = new List<Tag>();
        foreach (var ioc in s_asked)
        {
            tagger.AddTags(ioc, tags);
        }

        foreach (var tag in tags)
        {
            BrokenPromiseException.Unless(tag.Name.Length is > 0 and <= 200 && !tag.Name.Any(char.IsControl), $"a tag is empty, too long or more than a line");
        }

        return list is { Entries: > 0 } || tags.Count > 0;
    }

    public string Describe(FuzzInput input) => FormOf(input.Variant).ToString();

    private static (Tagger Tagger, TagList? List) Read(TagListForm form, byte[] bytes, List<TagProblem> problems)
    {
        var (index, meanings) = (new TagIndex(), new ListMeanings());
        TagList? list = null;
        switch (form)
        {
            case TagListForm.WarningList:
                list = new WarningListReader(index, meanings, problems).Read(new("list.json", "list", bytes, null));
                break;
            case TagListForm.Classes:
                meanings.Read(ListMeanings.FileName, bytes, problems);
                list = new TextListReader(index, meanings, problems).Read(new("list.txt", "list", "192.0.2.7"u8.ToArray(), null));
                break;
            case TagListForm.Ranks:
                list = new TopListReader(index, meanings, problems).Read(new("top.csv", "top", bytes, null));
                break;
            case TagListForm.Suffixes:
                using (var text = new StreamReader(new MemoryStream(bytes)))
                {
                    index.Suffixes = PublicSuffixes.Read(text);
                }

                list = new TopListReader(index, meanings, problems).Read(new("top.csv", "top", "1,example.com\n"u8.ToArray(), null));
                break;
            default:
                list = new TextListReader(index, meanings, problems).Read(new("list.txt", "list", bytes, null));
                break;
        }

        index.Build();
        return (new Tagger(index, list is null ? [] : [list]), list);
    }

    private static TagListForm FormOf(ulong variant) => (variant % 10) switch
    {
        < 5 => TagListForm.WarningList,
        5 => TagListForm.Classes,
        6 => TagListForm.Ranks,
        7 => TagListForm.Suffixes,
        _ => TagListForm.Text,
    };
}
