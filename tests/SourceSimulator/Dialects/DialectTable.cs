using System.Collections.Frozen;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>All dialects, each below a prefix of its own: <c>/s/mnemonic/…</c>.</summary>
internal static class DialectTable
{
    public const string Root = "/s/";

    private static readonly VirusTotalFurtherDialect VirusTotalFurther = new();
    private static readonly QiAnXinFurtherDialect QiAnXinFurther = new();

    private static readonly Dialect[] Dialects =
    [
        new HashlookupDialect(), new RdapDialect(), new MnemonicDialect(), new CrtShDialect(), new InternetDbDialect(), new OtxDialect(), new UrlhausDialect(),
        new ThreatFoxDialect(), new MalwareBazaarDialect(), new UrlscanDialect(), new ValidinDialect(), new SecurityTrailsDialect(),
        new HybridAnalysisDialect(),
        new CirclPassiveDnsDialect(), new CirclPassiveSslDialect(), new AbuseIpDbDialect(), new GreyNoiseDialect(), new PulsediveDialect(),
        new DnsDialect(isGoogle: true), new DnsDialect(isGoogle: false),
    ];

    private static readonly FrozenDictionary<string, Dialect> ByPrefix = Dialects.ToFrozenDictionary(dialect => dialect.Source.ToLowerInvariant(),
        StringComparer.Ordinal);

    /// <summary>Every source that the simulator speaks for, as configuration names them.</summary>
    public static IReadOnlyList<string> Sources { get; } = ["VirusTotal", "QiAnXin", .. Dialects.Select(dialect => dialect.Source)];

    /// <summary>Takes the prefix of a source off a target, for the two whose addresses also stand at the root; any other target stays as it is.</summary>
    public static string WithoutPrefixOfTheFirstTwo(string target) =>
        target.StartsWith("/s/virustotal/", StringComparison.Ordinal) ? target["/s/virustotal".Length..]
        : target.StartsWith("/s/qianxin/", StringComparison.Ordinal) ? target["/s/qianxin".Length..]
        : target;

    /// <summary>Who answers this target, and what is left of the target for it; null when nobody does.</summary>
    public static (Dialect Dialect, string Below)? Find(string target)
    {
        if (!target.StartsWith(Root, StringComparison.Ordinal))
        {
            return target.StartsWith("/api/v3/", StringComparison.Ordinal) ? (VirusTotalFurther, target)
                : target.StartsWith("/_", StringComparison.Ordinal) ? null
                : (QiAnXinFurther, target);
        }

        var end = target.AsSpan(Root.Length).IndexOfAny('/', '?');
        var prefix = end < 0 ? target[Root.Length..] : target.Substring(Root.Length, end);
        return ByPrefix.TryGetValue(prefix, out var dialect) ? (dialect, end < 0 ? "/" : target[(Root.Length + end)..]) : null;
    }
}
