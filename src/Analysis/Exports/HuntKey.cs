using IocExplorer.Analysis.Records;

namespace IocExplorer.Analysis.Exports;

/// <summary>By what a hunt is known outside of its ledger file, where its number is another's as well.</summary>
internal static class HuntKey
{
    public static string Of(HuntRecord hunt) => $"hunt {hunt.Id} {hunt.StartedAt.UtcTicks}";

    /// <summary>For people: <c>IOC Explorer hunt 3: phishing of May</c>.</summary>
    public static string TitleOf(HuntRecord hunt) =>
        $"IOC Explorer hunt {hunt.Id}{(hunt.Name is { Length: > 0 } name ? $": {ExportText.Label(name)}" : "")}";
}
