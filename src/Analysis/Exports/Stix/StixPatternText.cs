namespace IocExplorer.Analysis.Exports.Stix;

/// <summary>The pattern that an IOC is matched by: <c>[domain-name:value = 'evil.example']</c>.</summary>
internal static class StixPatternText
{
    public static string Of(Ioc ioc)
    {
        var property = ioc.Type != IocType.File ? "value" : StixIds.HashNameOf(ioc) is { } hash ? $"hashes.{Quoted(hash)}" : "name";
        return $"[{StixIds.TypeOf(ioc)}:{property} = '{Escaped(ioc.Value)}']";
    }

    // A name with a hyphen stands in quotes.
    private static string Quoted(string hash) => hash.Contains('-', StringComparison.Ordinal) ? $"'{hash}'" : hash;

    private static string Escaped(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
}
