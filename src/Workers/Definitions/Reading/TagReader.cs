using System.Text.Json;
using IocExplorer.Workers.Definitions.Answers;
using IocExplorer.Workers.Definitions.Model;

namespace IocExplorer.Workers.Definitions.Reading;

/// <summary>Reads what an answer's tags are made of.</summary>
internal sealed class TagReader(DefinitionErrors errors, PartReader parts)
{
    private const int MostTags = 60;

    private static readonly Dictionary<string, TagClass> Classes =
        Enum.GetValues<TagClass>().ToDictionary(c => c.Name(), StringComparer.Ordinal);

    private static readonly Dictionary<string, TagForm> Forms = new(StringComparer.Ordinal)
    {
        ["text"] = TagForm.Text,
        ["json"] = TagForm.Json,
        ["names"] = TagForm.Names,
        ["count"] = TagForm.Count,
        ["time"] = TagForm.Time,
    };

    public IReadOnlyList<TagDefinition> Read(ObjectReader owner)
    {
        var places = owner.FindList("tags");
        if (places.Count > MostTags)
        {
            errors.Add(places[MostTags], $"is more than the {MostTags} tags that there can be");
        }

        return [.. places.Select(Read)];
    }

    private TagDefinition Read(PositionedJson place)
    {
        var reader = new ObjectReader(place, errors);
        var value = parts.Path(reader, "value");
        var name = reader.FindText("name");
        var form = reader.FindOneOf("as", "form of a tag", Forms);
        var when = parts.Conditions.Read(reader, "when");
        var (fixedClass, classOf) = reader.Find("class") is { } tagClass ? ReadClass(reader, tagClass) : (TagClass.Info, []);
        var tag = new TagDefinition
        {
            Value = value,
            Name = name ?? TagDefinition.Mark,
            Form = form ?? TagForm.Text,
            Class = fixedClass,
            ClassOf = classOf,
            When = when,
            AsOf = parts.Path(reader, "asOf"),
            Most = reader.FindNumber("most", 1, 1_000_000),
            IsAboutAsked = reader.FindBool("aboutAsked", otherwise: false),
            OnlyWithTags = reader.FindBool("onlyWithTags", otherwise: false),
        };
        reader.RefuseOthers();
        if (place.Kind == JsonValueKind.Object
            && !reader.Has("value")
            && (name is null || when.Count == 0 || name.Contains(TagDefinition.Mark, StringComparison.Ordinal)))
        {
            errors.Add(place, "needs a \"value\", or a \"name\" without {} and \"when\" it is given");
        }

        if (name is { Length: > TagText.Longest })
        {
            errors.Add(reader.Find("name")!, $"is longer than {TagText.Longest} characters");
        }

        return tag;
    }

    private static (TagClass Fixed, Dictionary<string, TagClass> ByText) ReadClass(ObjectReader reader, PositionedJson value)
    {
        if (value.Kind != JsonValueKind.Object)
        {
            return (reader.OneOf(value, "class", Classes) ?? TagClass.Info, []);
        }

        var byText = new Dictionary<string, TagClass>(StringComparer.Ordinal);
        var otherwise = TagClass.Info;
        foreach (var (text, named) in value.Members)
        {
            if (reader.OneOf(named, "class", Classes) is { } tagClass)
            {
                if (text == "*")
                {
                    otherwise = tagClass;
                }
                else
                {
                    byText[text] = tagClass;
                }
            }
        }

        return (otherwise, byText);
    }
}
