using IocExplorer.SourceSimulator.Accounting;
using IocExplorer.SourceSimulator.Dialects;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Troubles;

/// <summary>
/// Decides which trouble a request gets. The choice is a hash of seed, rule, query and attempt: the same run meets the same
/// troubles, and the next attempt at a query meets its own.
/// </summary>
internal sealed class TroublePlan(IReadOnlyList<TroubleRule> rules, ulong seed)
{
    private const ulong RuleTag = 5_000;
    private const ulong FormTag = 6_000;

    public IReadOnlyList<TroubleRule> Rules => rules;

    public bool IsEmpty => rules.Count == 0;

    /// <summary>For a source of its own dialect.</summary>
    public Trouble? Decide(in AskedQuery asked, string? key, int attempt)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            var rule = rules[i];
            if (rule.Operation is null
                && (rule.Endpoint is null || rule.Endpoint.Equals(asked.Name, StringComparison.OrdinalIgnoreCase))
                && (rule.Source is null || rule.Source == asked.Source)
                && DialectTroubles.IsPossible(rule.Kind)
                && Concerns(rule, asked.Value, key, attempt)
                && Strike(rule, StableHash.Of(seed, RuleTag + ((ulong)i * 1_000), asked.Name + "\n" + asked.Value), attempt) is { } trouble)
            {
                return trouble;
            }
        }

        return null;
    }

    public Trouble? Decide(Operation operation, string value, string? key, int attempt)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            var rule = rules[i];
            if (rule.Endpoint is null
                && (rule.Operation is null || rule.Operation == operation)
                && (rule.Source is null || rule.Source == (RelationTable.IsQiAnXin(operation) ? "QiAnXin" : "VirusTotal"))
                && IsPossible(rule.Kind, operation)
                && Concerns(rule, value, key, attempt)
                && Strike(rule, StableHash.Of(seed, RuleTag + ((ulong)i * 1_000) + (ulong)operation, value), attempt) is { } trouble)
            {
                return trouble;
            }
        }

        return null;
    }

    private static Trouble? Strike(TroubleRule rule, ulong query, int attempt)
    {
        var hash = StableHash.Of(query, 0, (ulong)attempt);
        return StableHash.AsShare(hash) < rule.Rate ? new Trouble(rule, FormOf(rule, StableHash.Of(hash, FormTag, 0UL)), StableHash.Mix(hash)) : null;
    }

    private static bool Concerns(TroubleRule rule, string value, string? key, int attempt) =>
        (rule.Value is null || string.Equals(rule.Value, value, StringComparison.OrdinalIgnoreCase))
        && (rule.Key is null || rule.Key == key)
        && (rule.First is null || attempt <= rule.First);

    // Only pages of VirusTotal have links, and only theirs and those of passive DNS have cursors.
    private static bool IsPossible(TroubleKind kind, Operation operation) => kind switch
    {
        TroubleKind.NextElsewhere => !RelationTable.IsQiAnXin(operation),
        TroubleKind.NextLoop => !RelationTable.IsQiAnXin(operation) || operation == Operation.Flint,
        _ => true,
    };

    private static string FormOf(TroubleRule rule, ulong hash)
    {
        // These two have a default that is none of the named forms.
        if (rule.Variant is not null || rule.Kind is TroubleKind.Hang or TroubleKind.NextLoop)
        {
            return rule.Variant ?? "";
        }

        var forms = TroubleGrammar.FormsOf(rule.Kind);
        return forms.Count == 0 ? "" : forms[(int)(hash % (ulong)forms.Count)];
    }
}
