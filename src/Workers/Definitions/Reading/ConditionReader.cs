namespace IocExplorer.Workers.Definitions.Reading;

/// <summary>Reads conditions.</summary>
internal sealed class ConditionReader(DefinitionErrors errors, PartReader parts)
{
    private static readonly string[] Tests = ["equals", "notEquals", "contains", "lacks", "above", "notAbove", "exists", "equalTo", "notEqualTo"];

    public IReadOnlyList<Condition> Read(ObjectReader owner, string name) => [.. owner.FindList(name).Select(Read).OfType<Condition>()];

    private Condition? Read(PositionedJson value)
    {
        var reader = new ObjectReader(value, errors);
        var at = parts.NeedPath(reader, "at");
        var condition = new Condition(at ?? OperationReader.NoPath)
        {
            AnyOf = Texts(reader, "equals"),
            NoneOf = Texts(reader, "notEquals"),
            Contains = Texts(reader, "contains"),
            Lacks = Texts(reader, "lacks"),
            Above = reader.Find("above") is { } above ? Number(above) : null,
            NotAbove = reader.Find("notAbove") is { } notAbove ? Number(notAbove) : null,
            Exists = reader.Has("exists") ? reader.FindBool("exists", otherwise: true) : null,
            EqualTo = parts.Path(reader, "equalTo"),
            NotEqualTo = parts.Path(reader, "notEqualTo"),
        };
        if (value.Kind == JsonValueKind.Object && !Tests.Any(reader.Has))
        {
            errors.Add(value, $"says nothing of what must hold: write one of {string.Join(", ", Tests)}");
        }

        reader.RefuseOthers();
        return at is null ? null : condition;
    }

    private static List<string>? Texts(ObjectReader reader, string name) => reader.Has(name) ? reader.NeedCodes(name) : null;

    private double? Number(PositionedJson value)
    {
        if (value.Kind == JsonValueKind.Number && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        errors.Add(value, $"must be a number, not {value.KindName}");
        return null;
    }
}
