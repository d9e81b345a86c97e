using IocExplorer.Messages.Parsing;

namespace IocExplorer.Messages;

/// <summary>
/// One indicator of compromise in its normal form. Two spellings of the same indicator are one <see cref="Ioc"/>; the normal form is what
/// sources are asked, what the ledger is keyed by and what trees show. Made by <see cref="IocParser"/>; made directly only from a value
/// that is known to be normal (one that the ledger kept). IOCs are equal when type and value are, by ordinal.
/// </summary>
/// <param name="Type">What kind of indicator it is.</param>
/// <param name="Value">
/// Printable ASCII without a space. E-mail: lower case, domain part as a domain. File: MD5, SHA-1 or SHA-256, lower-case hex. IP address:
/// dotted quad, or IPv6 as RFC 5952 writes it; an IPv4-mapped IPv6 address is its dotted quad, for it is the same host. Domain: lower case,
/// A-labels, no trailing dot, no <c>*.</c> in front. URL: scheme and host lower case, no port where it is the scheme's own, at least <c>/</c> as path, all else
/// as it was written, what is no printable ASCII percent-encoded.
/// </param>
public readonly record struct Ioc(IocType Type, string Value)
{
    /// <summary>Which hash a file is named by; null for what is no file.</summary>
    public FileHashKind? HashKind => Type == IocType.File ? FileHash.KindOf(Value) : null;

    public override string ToString() => $"{Type.Name()} {Value}";
}
