namespace IocExplorer.Messages;

/// <summary>
/// One indicator of compromise in its normal form. Two spellings of the same indicator are one <see cref="Ioc"/>; the normal form is what
/// sources are asked, what the ledger is keyed by and what trees show. Made by <see cref="IocParser"/>; made directly only from a value
/// that is known to be normal (one that the ledger kept).
/// </summary>
/// <param name="Type">What kind of indicator it is.</param>
/// <param name="Value">
/// E-mail: lower case, domain part as a domain. File: MD5, SHA-1 or SHA-256, lower-case hex. IP address: dotted quad, or RFC 5952 text.
/// Domain: lower case, A-labels, no trailing dot.
/// </param>
public readonly record struct Ioc(IocType Type, string Value)
{
    public override string ToString() => $"{Type.Name()} {Value}";
}
