using System.Globalization;
using System.Text.Json;

namespace IocExplorer.Workers.Definitions.Reading;

/// <summary>
/// Reads the members of one object strictly: what is missing, of the wrong kind, out of range, doubled or unknown is an error.
/// After an error a default value is used, so that the rest of the file is checked as well; the definition is discarded in the end.
/// </summary>
internal sealed class ObjectReader
{
    private readonly PositionedJson _object;
    private readonly DefinitionErrors _errors;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public ObjectReader(PositionedJson value, DefinitionErrors errors)
    {
        _object = value;
        _errors = errors;
        if (value.Kind != JsonValueKind.Object)
        {
            errors.Add(value, $"must be an object, not {value.KindName}");
        }

        foreach (var twice in value.Members.GroupBy(m => m.Name).Where(g => g.Count() > 1))
        {
            errors.Add(twice.Last().Value, "stands twice in the same object");
        }
    }

    public bool Has(string name) => Find(name) is not null;

    /// <summary>The member, or null when it is absent.</summary>
    public PositionedJson? Find(string name)
    {
        _known.Add(name);
        return _object.Members.LastOrDefault(m => m.Name == name).Value;
    }

    /// <summary>The member; its absence is an error.</summary>
    public PositionedJson? Need(string name)
    {
        var value = Find(name);
        if (value is null && _object.Kind == JsonValueKind.Object)
        {
            _errors.Add(_object, $"lacks \"{name}\"");
        }

        return value;
    }

    public string NeedText(string name) => Need(name) is { } value ? Text(value) ?? "" : "";

    public string? FindText(string name) => Find(name) is { } value ? Text(value) : null;

    public int NeedNumber(string name, int least, int most) => Need(name) is { } value ? Number(value, least, most) : least;

    public int? FindNumber(string name, int least, int most) => Find(name) is { } value ? Number(value, least, most) : null;

    public bool FindBool(string name, bool otherwise)
    {
        var value = Find(name);
        if (value is null or { Kind: JsonValueKind.True or JsonValueKind.False })
        {
            return value is null ? otherwise : value.Kind == JsonValueKind.True;
        }

        _errors.Add(value, $"must be true or false, not {value.KindName}");
        return otherwise;
    }

    /// <summary>The items of a list member; a single value stands for a list of one.</summary>
    public IReadOnlyList<PositionedJson> FindList(string name) =>
        Find(name) is not { } value ? []
        : value.Kind == JsonValueKind.Array ? value.Items
        : [value];

    /// <summary>The same, which may have so many.</summary>
    public IReadOnlyList<PositionedJson> FindList(string name, int most)
    {
        var list = FindList(name);
        if (list.Count > most)
        {
            _errors.Add(list[most], $"is more than the {most} that there can be");
        }

        return list;
    }

    public List<string> FindTexts(string name, int most = int.MaxValue) => [.. FindList(name, most).Select(Text).OfType<string>()];

    /// <summary>The items of a list member that must be there and hold something.</summary>
    public IReadOnlyList<PositionedJson> NeedList(string name)
    {
        var list = FindList(name);
        if (Need(name) is { } value && list.Count == 0)
        {
            _errors.Add(value, "must not be empty");
        }

        return list;
    }

    /// <inheritdoc cref="Code"/>
    public List<string> NeedCodes(string name) => [.. NeedList(name).Select(Code).OfType<string>()];

    /// <summary>A text that is not blank and holds no control characters; null after an error.</summary>
    public string? Text(PositionedJson value)
    {
        var wrong = value.Kind != JsonValueKind.String ? $"must be a text, not {value.KindName}"
            : string.IsNullOrWhiteSpace(value.Text) ? "must not be blank"
            : value.Text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029') ? "must not hold control characters"
            : value.Text.Length > 500 ? "is longer than 500 characters"
            : null;
        if (wrong is null)
        {
            return value.Text;
        }

        _errors.Add(value, wrong);
        return null;
    }

    /// <summary>A text, number or boolean as text: codes come as either.</summary>
    public string? Code(PositionedJson value) => value.Kind switch
    {
        JsonValueKind.Number => value.Text,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => Text(value),
    };

    public T? OneOf<T>(PositionedJson value, string what, IReadOnlyDictionary<string, T> known)
        where T : struct
    {
        if (Text(value) is not { } text)
        {
            return null;
        }

        if (known.TryGetValue(text, out var found))
        {
            return found;
        }

        _errors.Add(value, $"no {what} \"{text}\"{NearestName.Hint(text, [.. known.Keys])}");
        return null;
    }

    public T? FindOneOf<T>(string name, string what, IReadOnlyDictionary<string, T> known)
        where T : struct => Find(name) is { } value ? OneOf(value, what, known) : null;

    /// <summary>To be called when all known members were asked for: every other one is an error.</summary>
    public void RefuseOthers()
    {
        foreach (var (name, value) in _object.Members.Where(m => !_known.Contains(m.Name)))
        {
            _errors.Add(value, $"no such setting{NearestName.Hint(name, _known)}");
        }
    }

    private int Number(PositionedJson value, int least, int most)
    {
        if (value.Kind == JsonValueKind.Number
            && int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most)
        {
            return number;
        }

        var written = value.Kind == JsonValueKind.Number ? value.Text : value.KindName;
        _errors.Add(value, $"must be a whole number from {least} to {most}, not {written}");
        return least;
    }
}
