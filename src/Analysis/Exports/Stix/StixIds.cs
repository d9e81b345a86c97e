using System.Buffers;

namespace IocExplorer.Analysis.Exports.Stix;

/// <summary>
/// Ids of STIX objects. Those of cyber-observables follow from their values as the specification says (2.1, section 2.9), so that they are the same in every
/// tool: UUIDv5 of the canonical JSON of the properties that make the object what it is.
/// </summary>
internal static class StixIds
{
    /// <summary>The specification's; for cyber-observables alone.</summary>
    private static readonly Guid s_observables = new("00abedb4-aa42-466c-9c01-fed23315a9b7");

    private static readonly SearchValues<char> s_hex = SearchValues.Create("0123456789abcdef");

    /// <summary><c>domain-name</c>, <c>ipv4-addr</c>, <c>ipv6-addr</c>, <c>email-addr</c>, <c>url</c>, <c>file</c>.</summary>
    public static string TypeOf(Ioc ioc) => ioc.Type switch
    {
        IocType.Domain => "domain-name",
        IocType.Email => "email-addr",
        IocType.IpAddress => ioc.Value.Contains(':', StringComparison.Ordinal) ? "ipv6-addr" : "ipv4-addr",
        IocType.Url => "url",
        _ => "file",
    };

    /// <summary>The specification's name of a file's hash; null when the value is none.</summary>
    public static string? HashNameOf(Ioc ioc) => ioc.Type == IocType.File && !ioc.Value.AsSpan().ContainsAnyExcept(s_hex) ? ioc.Value.Length switch
    {
        32 => "MD5",
        40 => "SHA-1",
        64 => "SHA-256",
        _ => null,
    }
    : null;

    public static string Of(Ioc ioc)
    {
        var value = Canonical(ioc.Value);
        var contributing = ioc.Type != IocType.File ? $$"""{"value":{{value}}}"""
            : HashNameOf(ioc) is { } hash ? $$$"""{"hashes":{"{{{hash}}}":{{{value}}}}}"""
            : $$"""{"name":{{value}}}""";
        return $"{TypeOf(ioc)}--{NameBasedUuid.Of(s_observables, contributing)}";
    }

    /// <summary>Of any other object, by what makes it what it is.</summary>
    public static string Of(string type, params IEnumerable<string> parts) => $"{type}--{NameBasedUuid.Of([type, .. parts])}";

    // After RFC 8785; control characters are gone by now.
    private static string Canonical(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
