namespace IocExplorer.Workers.Definitions.Reading;

/// <summary>Reads how a source wants its API key.</summary>
internal sealed class KeyReader(DefinitionErrors errors)
{
    private static readonly (string Member, KeyLocation Place)[] Named =
        [("header", KeyLocation.Header), ("query", KeyLocation.Query), ("form", KeyLocation.Form), ("json", KeyLocation.Json)];

    private static readonly (string Member, KeyLocation Place)[] Flags = [("path", KeyLocation.Path), ("basic", KeyLocation.Basic)];

    public KeyRequirement? Read(PositionedJson value)
    {
        var reader = new ObjectReader(value, errors);
        var found = new List<KeyRequirement>();
        foreach (var (member, place) in Named)
        {
            if (reader.FindText(member) is { } name)
            {
                found.Add(new(place, name));
            }
        }

        foreach (var (member, place) in Flags)
        {
            if (reader.FindBool(member, otherwise: false))
            {
                found.Add(new(place, ""));
            }
        }

        var prefix = reader.Find("prefix") is { Kind: JsonValueKind.String } written && written.Text.All(c => c is >= ' ' and <= '~') ? written.Text : null;
        var isNeeded = reader.FindBool("needed", otherwise: true);
        reader.RefuseOthers();
        var saysWhere = Named.Concat(Flags).Count(n => reader.Has(n.Member));
        if (value.Kind == JsonValueKind.Object && saysWhere != 1)
        {
            errors.Add(
                value,
                "must say exactly one of \"header\", \"query\", \"form\" or \"json\" with the name that takes the key, or \"path\": true or \"basic\": true");
        }

        if (reader.Has("prefix") && (prefix is null || !reader.Has("header")))
        {
            errors.Add(reader.Find("prefix")!, "must be a text of plain characters, beside \"header\"");
        }

        if (found is not [var key, ..])
        {
            return null;
        }

        if (key.Place == KeyLocation.Header && !PartReader.IsToken(key.Name))
        {
            errors.Add(reader.Find("header")!, $"\"{key.Name}\" is no name for a header");
        }

        return key with { Prefix = prefix ?? "", IsNeeded = isNeeded };
    }
}
