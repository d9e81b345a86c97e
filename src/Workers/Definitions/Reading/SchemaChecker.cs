using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IocExplorer.Workers.Definitions.Reading;

/// <summary>
/// Checks a file against the JSON Schema (draft 2020-12) that is published with the definitions. Knows the keywords that this schema uses, and refuses to
/// work with one that has others: a keyword passed over would be a rule that nobody keeps.
/// </summary>
/// <remarks>
/// The reader says better what is wrong; it is asked first. The schema is the promise to whoever writes a definition with an editor that knows schemas, and
/// so it is kept here as well: what the reader takes and the schema does not is a mistake.
/// </remarks>
internal sealed class SchemaChecker
{
    private static readonly HashSet<string> Notes = new(StringComparer.Ordinal) { "$schema", "$id", "title", "description", "$defs" };

    private static readonly HashSet<string> Rules = new(StringComparer.Ordinal)
    {
        "$ref", "type", "enum", "anyOf", "properties", "required", "additionalProperties", "items", "minItems", "maxItems", "minLength", "maxLength", "minimum", "maximum", "pattern",
    };

    private readonly JsonElement _schema;

    /// <exception cref="ArgumentException">The schema has a keyword that is not known here.</exception>
    public SchemaChecker(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        _schema = JsonElement.ParseValue(ref reader);
        RefuseOthers(_schema);
    }

    /// <summary>The schema of definitions.</summary>
    public static SchemaChecker OfSources { get; } = new(SourceDefinitions.ReadSchema());

    /// <summary>Adds what is wrong.</summary>
    public void Check(PositionedJson whole, DefinitionErrors mistakes) => Check(whole, _schema, mistakes);

    private bool Check(PositionedJson value, JsonElement schema, DefinitionErrors mistakes)
    {
        var before = mistakes.All.Count;
        foreach (var rule in schema.EnumerateObject())
        {
            if (WhatIsWrong(value, schema, rule, mistakes) is { } wrong)
            {
                mistakes.Add(value, wrong);
            }
        }

        return mistakes.All.Count == before;
    }

    private string? WhatIsWrong(PositionedJson value, JsonElement schema, JsonProperty rule, DefinitionErrors mistakes)
    {
        switch (rule.Name)
        {
            case "$ref":
                Check(value, Definition(rule.Value.GetString()!), mistakes);
                return null;
            case "type":
                var types = rule.Value.ValueKind == JsonValueKind.Array ? [.. rule.Value.EnumerateArray().Select(t => t.GetString()!)] : new[] { rule.Value.GetString()! };
                return types.Any(t => IsA(value, t)) ? null : $"must be {string.Join(" or ", types)}, not {value.KindName}";
            case "enum":
                var allowed = rule.Value.EnumerateArray().Select(v => v.GetString()!).ToList();
                return value.Kind == JsonValueKind.String && allowed.Contains(value.Text) ? null : $"must be one of {string.Join(", ", allowed)}";
            case "anyOf":
                return CheckAny(value, rule.Value, mistakes);
            case "required":
                return value.Kind == JsonValueKind.Object && rule.Value.EnumerateArray().FirstOrDefault(n => !value.Members.Any(m => m.Name == n.GetString())) is { ValueKind: JsonValueKind.String } missing
                    ? $"lacks \"{missing.GetString()}\""
                    : null;
            case "properties" or "additionalProperties":
                CheckMembers(value, schema, rule, mistakes);
                return null;
            case "items":
                foreach (var item in value.Items)
                {
                    Check(item, rule.Value, mistakes);
                }

                return null;
            case "minItems" or "maxItems":
                return value.Kind == JsonValueKind.Array ? Bound(value.Items.Count, rule, "items") : null;
            case "minLength" or "maxLength":
                return value.Kind == JsonValueKind.String ? Bound(value.Text.Length, rule, "characters") : null;
            case "minimum" or "maximum":
                return value.Kind == JsonValueKind.Number ? Bound(double.Parse(value.Text, CultureInfo.InvariantCulture), rule, "") : null;
            case "pattern":
                return value.Kind != JsonValueKind.String || Regex.IsMatch(value.Text, rule.Value.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1)) ? null : $"must be like {rule.Value.GetString()}";
            default:
                return null;
        }
    }

    private string? CheckAny(PositionedJson value, JsonElement choices, DefinitionErrors mistakes)
    {
        DefinitionErrors? best = null;
        foreach (var choice in choices.EnumerateArray())
        {
            var tried = new DefinitionErrors(mistakes.File);
            if (Check(value, choice, tried))
            {
                return null;
            }

            // The choice that gets furthest into the value is the one that was meant.
            best = best is null || tried.All.Max(m => m.Place.Length) > best.All.Max(m => m.Place.Length) ? tried : best;
        }

        foreach (var mistake in best?.All ?? [])
        {
            mistakes.Add(mistake.Line, mistake.Place, mistake.Reason);
        }

        return null;
    }

    private void CheckMembers(PositionedJson value, JsonElement schema, JsonProperty rule, DefinitionErrors mistakes)
    {
        foreach (var (name, member) in value.Members)
        {
            var isKnown = schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(name, out var known);
            if (rule.Name == "properties" && isKnown)
            {
                Check(member, properties.GetProperty(name), mistakes);
            }
            else if (rule.Name == "additionalProperties" && !isKnown && rule.Value.ValueKind == JsonValueKind.False)
            {
                mistakes.Add(member, "no such setting");
            }
            else if (rule.Name == "additionalProperties" && !isKnown && rule.Value.ValueKind == JsonValueKind.Object)
            {
                Check(member, rule.Value, mistakes);
            }
        }
    }

    private JsonElement Definition(string reference) => _schema.GetProperty("$defs").GetProperty(reference["#/$defs/".Length..]);

    private static bool IsA(PositionedJson value, string type) => type switch
    {
        "object" => value.Kind == JsonValueKind.Object,
        "array" => value.Kind == JsonValueKind.Array,
        "string" => value.Kind == JsonValueKind.String,
        "boolean" => value.Kind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.Kind == JsonValueKind.Null,
        "integer" => value.Kind == JsonValueKind.Number && double.Parse(value.Text, CultureInfo.InvariantCulture) % 1 == 0,
        _ => value.Kind == JsonValueKind.Number,
    };

    private static string? Bound(double number, JsonProperty rule, string what)
    {
        var bound = rule.Value.GetDouble();
        var isMost = rule.Name.StartsWith("max", StringComparison.Ordinal);
        return (isMost ? number <= bound : number >= bound) ? null : string.Create(CultureInfo.InvariantCulture, $"must be at {(isMost ? "most" : "least")} {bound} {what}").TrimEnd();
    }

    private static void RefuseOthers(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var member in schema.EnumerateObject())
        {
            if (!Notes.Contains(member.Name) && !Rules.Contains(member.Name))
            {
                throw new ArgumentException($"The schema has the keyword \"{member.Name}\", which is not known here.", nameof(schema));
            }

            var below = member.Name switch
            {
                "properties" or "$defs" => member.Value.EnumerateObject().Select(m => m.Value),
                "anyOf" => member.Value.EnumerateArray(),
                "items" or "additionalProperties" => [member.Value],
                _ => Enumerable.Empty<JsonElement>(),
            };
            foreach (var schemaBelow in below)
            {
                RefuseOthers(schemaBelow);
            }
        }
    }
}
