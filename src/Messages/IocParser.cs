using IocExplorer.Messages.Parsing;

namespace IocExplorer.Messages;

/// <summary>
/// Turns what people and sources write into <see cref="Ioc"/>s in their normal form, or says why it is none. Defanged spellings are
/// understood. A text that is normal already is given back as it is, without allocation: that is what sources send, ten to an answer.
/// </summary>
public static class IocParser
{
    /// <summary>Longer texts are no IOC, whatever they hold. Bounds the work that a hostile value can cause.</summary>
    public const int LongestText = 8192;

    /// <summary>Reads a value whose type is known.</summary>
    /// <param name="reason">Empty on success; else one short clause in ASCII: <c>is no IP address</c>.</param>
    public static bool TryParse(IocType type, string text, out Ioc ioc, out string reason)
    {
        reason = "";
        if (IsNormal(type, text))
        {
            ioc = new(type, text);
            return true;
        }

        ioc = TryRefang(text, out var plain, out reason) && TryNormalise(type, plain, out var value, out reason) ? new(type, value) : default;
        return reason.Length == 0;
    }

    /// <summary>Reads a bare value: recognises the type by its shape.</summary>
    /// <param name="reason">Empty on success; else one short clause in ASCII.</param>
    public static bool TryParse(string text, out Ioc ioc, out string reason)
    {
        reason = "";
        ioc = default;
        if (Recognised(text) is { } type && IsNormal(type, text))
        {
            ioc = new(type, text);
            return true;
        }

        if (!TryRefang(text, out var plain, out reason))
        {
            return false;
        }

        if (UrlHost.IsUrl(plain))
        {
            if (!UrlHost.TryGet(plain, out var host, out reason))
            {
                return false;
            }

            plain = host.ToString();
        }

        if (Recognised(plain) is not { } shape)
        {
            reason = "is no e-mail address, MD5, SHA-1 or SHA-256 hash, IP address, domain or URL";
            return false;
        }

        ioc = TryNormalise(shape, plain, out var value, out reason) ? new(shape, value) : default;
        return reason.Length == 0;
    }

    /// <summary>Reads the host out of what is written as a URL: of any scheme (<c>tcp://192.0.2.1:8443</c>) or of none (<c>example.com/gate.php</c>).</summary>
    /// <param name="reason">Empty on success; else one short clause in ASCII.</param>
    public static bool TryParseHost(string url, out Ioc host, out string reason)
    {
        host = default;
        if (!TryRefang(url, out var plain, out reason))
        {
            return false;
        }

        var withScheme = UrlHost.IsUrl(plain) ? UrlHost.WithoutAccount(plain) : $"any://{plain.TrimStart('/')}";
        if (!UrlHost.TryGet(withScheme, out var name, out reason))
        {
            return false;
        }

        var type = IpAddress.HasShape(name) ? IocType.IpAddress : IocType.Domain;
        host = TryNormalise(type, name.ToString(), out var value, out reason) ? new(type, value) : default;
        return reason.Length == 0;
    }

    private static bool IsNormal(IocType type, ReadOnlySpan<char> text) => type switch
    {
        IocType.Email => EmailAddress.IsNormal(text) && Refanging.IsUndone(text),
        IocType.File => FileHash.IsNormal(text),
        IocType.IpAddress => IpAddress.IsNormal(text),
        IocType.Domain => DomainName.IsNormal(text),
        IocType.Url => UrlText.IsNormal(text) && Refanging.IsUndone(text),
        _ => false,
    };

    private static bool TryRefang(string text, out string plain, out string reason)
    {
        plain = text.Length > LongestText ? "" : Refanging.Undo(text);
        reason = text.Length > LongestText ? "is longer than 8,192 characters"
            : plain.Length > 0 ? ""
            : text.AsSpan().ContainsAny("[({<") ? "holds nothing but brackets, or brackets within brackets"
            : "is empty";
        return reason.Length == 0;
    }

    private static bool TryNormalise(IocType type, string plain, out string value, out string reason)
    {
        value = "";
        reason = "";
        switch (type)
        {
            case IocType.Email:
                return EmailAddress.TryNormalise(plain, out value, out reason);
            case IocType.File:
                return FileHash.TryNormalise(plain, out value, out reason);
            case IocType.IpAddress:
                return IpAddress.TryNormalise(plain, out value, out reason);
            case IocType.Domain:
                ReadOnlySpan<char> name = plain;
                return (!UrlHost.IsUrl(plain) || UrlHost.TryGet(plain, out name, out reason))
                    && DomainName.TryNormalise(name, out value, out reason);
            case IocType.Url:
                return UrlText.TryNormalise(plain, out value, out reason);
            default:
                reason = "has no known type";
                return false;
        }
    }

    /// <summary>The only type that a text of this shape can have; whether it is a good one of that type is another question.</summary>
    private static IocType? Recognised(ReadOnlySpan<char> text)
    {
        if (text.Contains('@'))
        {
            return IocType.Email;
        }

        if (FileHash.HasShape(text))
        {
            return IocType.File;
        }

        return IpAddress.HasShape(text) ? IocType.IpAddress
            : text.ContainsAny('.', '\u3002') ? IocType.Domain
            : null;
    }
}
