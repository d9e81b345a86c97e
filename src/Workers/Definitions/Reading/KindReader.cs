using System.Text.Json;
using IocExplorer.Workers.Definitions.Model;

namespace IocExplorer.Workers.Definitions.Reading;

/// <summary>Reads which kinds of IOC an operation can be asked about.</summary>
internal sealed class KindReader(DefinitionErrors errors)
{
    private static readonly Dictionary<string, IocKind> Kinds = Enum.GetValues<IocKind>().ToDictionary(k => k.Name(), StringComparer.Ordinal);

    /// <summary>With the source's words for them; null when all will do. A type none of whose kinds is named is not restricted.</summary>
    public IReadOnlyDictionary<IocKind, string>? Read(ObjectReader operation, IReadOnlyList<IocType> accepts)
    {
        if (operation.Find("kinds") is not { } value)
        {
            return null;
        }

        var words = new Dictionary<IocKind, string>();
        var isObject = value.Kind == JsonValueKind.Object;
        foreach (var (name, place) in isObject ? value.Members : operation.NeedList("kinds").Select(item => (item.Text, item)))
        {
            var named = isObject ? new(JsonValueKind.String, place.Line, place.Place, name, [], []) : place;
            if (operation.OneOf(named, "kind of IOC", Kinds) is not { } kind || (isObject ? operation.Text(place) : kind.Name()) is not { } word)
            {
                continue;
            }

            if (!accepts.Contains(kind.TypeOf()))
            {
                errors.Add(place, $"\"{kind.Name()}\" is a kind of {kind.TypeOf().Name()}, which the operation does not accept");
            }

            words[kind] = word;
        }

        foreach (var kind in Enum.GetValues<IocKind>().Where(k => !words.Keys.Any(w => w.TypeOf() == k.TypeOf())).ToList())
        {
            words[kind] = kind.Name();
        }

        return words;
    }
}
