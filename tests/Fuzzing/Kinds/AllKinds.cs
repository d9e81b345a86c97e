using IocExplorer.Fuzzing.Engine;
using IocExplorer.Fuzzing.Inputs;
using IocExplorer.Messages;

namespace IocExplorer.Fuzzing.Kinds;

/// <summary>Everything that is read from outside, by what it costs.</summary>
internal static class AllKinds
{
    public static IReadOnlyList<FuzzShare> All { get; } =
    [
        new("ioc", 20, _ => new IocKind()),
        new("seed-line", 20, _ => new SeedKind(isLine: true)),
        new("seed-file", 4, _ => new SeedKind(isLine: false)),
        new("stix-pattern", 6, _ => new StixPatternKind()),
        new("stix-bundle", 2, w => new RelationFileKind("stix-bundle", "bundle.json", r => JsonMutation.Mutate(StixTexts.Bundle(r), r), w)),
        new("misp", 3, w => new RelationFileKind("misp", "event.json", r => JsonMutation.Mutate(MispTexts.File(r), r), w)),
        new("relation-csv", 4,
            w => new RelationFileKind("relation-csv", "relations.csv", r => ByteMutation.Of(TextMutation.Mutate(RelationTexts.File(r), r), r), w)),
        new("tag-list", 2, _ => new TagListKind()),
        new("answer", 16, _ => new AnswerKind()),
        new("request", 20, _ => new RequestKind()),
        new("rdap", 10, _ => new RdapKind()),
        new("settings", 1, _ => new SettingsKind()),
        new("definition", 1, _ => new DefinitionKind()),
    ];

    /// <param name="names">Empty for all.</param>
    /// <param name="problem">Why there is none; empty when there is one.</param>
    public static IReadOnlyList<FuzzShare> Of(IReadOnlyList<string> names, out string problem)
    {
        var unknown = names.FirstOrDefault(n => All.All(k => k.Name != n));
        problem = unknown is null ? "" : $"{unknown} is no kind of input{NearestName.Hint(unknown, [.. All.Select(k => k.Name)])}. There are "
            + $"{string.Join(", ", All.Select(k => k.Name))}.";
        return unknown is null ? [.. All.Where(k => names.Count == 0 || names.Contains(k.Name))] : [];
    }
}
