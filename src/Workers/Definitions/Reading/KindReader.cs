using System.Collections.Frozen;

namespace IocExplorer.Workers.Definitions.Reading;

/// <summary>Reads which kinds of IOC an operation can be asked about.</summary>
internal sealed class KindReader(DefinitionErrors errors)
{
    private static readonly FrozenDictionary<string, IocKind> Kinds = Enum.GetValues<IocKind>().ToFrozenDictionary(k => k.Name(), StringComparer.Ordinal);

    /// <summary>With the source's words for them; null when all will do. A type none of whose kinds is named is not restricted.</summary>
    public IReadOnlyDictionary<IocKind, string>? Read(ObjectReader operation, IReadOnlyList<IocType> accepts)
    {
        if (operation.Find("kinds") is not { } value)
        {
            return null;
        }

        var words = new Dictionary<IocKind, string>();
        if (value.Kind == JsonValueKind.Object)
        {
            foreach (var (name, word) in value.Members)
            {
                var named = new PositionedJson(JsonValueKind.String, word.Line, word.Place, name, [], []);
                if (operation.OneOf(named, "kind of IOC", Kinds) is { } kind && operation.Text(word) is { } text)
                {
                    Add(words, kind, text, word, accepts);
                }
            }
        }
        else
        {
            foreach (var item in operation.NeedList("kinds"))
            {
                if (operation.OneOf(item, "kind of IOC", Kinds) is { } kind)
                {
                    Add(words, kind, kind.Name(), item, accepts);
                }
            }
        }

        foreach (var kind in Enum.GetValues<IocKind>().Where(k => !words.Keys.Any(w => w.TypeOf() == k.TypeOf())).ToList())
        {
            words[kind] = kind.Name();
        }

        return words;
    }

    private void Add(Dictionary<IocKind, string> words, IocKind kind, string word, PositionedJson at, IReadOnlyList<IocType> accepts)
    {
        if (!accepts.Contains(kind.TypeOf()))
        {
            errors.Add(at, $"\"{kind.Name()}\" is a kind of {kind.TypeOf().Name()}, which the operation does not accept");
        }

        words[kind] = word;
    }
}
