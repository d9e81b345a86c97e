namespace IocExplorer.Coordinator.Trees;

/// <summary>The policies of a hunt, one for each sharing level that its seeds have. Any thread.</summary>
internal sealed class HuntPolicies
{
    private readonly Lazy<ExpansionPolicy>[] _ofLevel;

    /// <param name="sendReserved">Whether private and reserved IOCs go outside.</param>
    /// <param name="tags">Tags IOCs by lists; null without lists.</param>
    public HuntPolicies(OperationCatalogue catalogue, int depth, bool sendReserved, HuntRules rules, TagRule? tags) =>
        _ofLevel =
        [
            .. Enum.GetValues<SharingLevel>().Select(level => new Lazy<ExpansionPolicy>(
                () => new(catalogue, depth, sendReserved ? null : ReservedIocs.IsReserved, rules, tags, level))),
        ];

    public ExpansionPolicy For(SharingLevel level) => _ofLevel[(int)level].Value;
}
