namespace IocExplorer.Workers.Files;

/// <summary>
/// A value of a known kind, as publishers write it: addresses in the place of names, URLs of any scheme or none, ports behind hosts, networks.
/// </summary>
/// <param name="Ioc">Null when it names none.</param>
/// <param name="IsNetwork">It names many addresses: nothing is wrong with it, and it is no IOC.</param>
/// <param name="Error">Else why it is none: <c>is no IP address</c>; empty when it names one.</param>
internal readonly record struct IocText(Ioc? Ioc, bool IsNetwork, string Error)
{
    public static IocText Read(IocType type, string value)
    {
        if (IocParser.TryParse(type == IocType.Domain ? IocType.IpAddress : type, value, out var ioc, out var error))
        {
            return new(ioc, false, "");
        }

        if (type is IocType.Domain or IocType.IpAddress && IpNetwork.Is(value))
        {
            return new(null, true, "");
        }

        return type switch
        {
            IocType.Domain => IocParser.TryParse(type, value, out ioc, out error) || IocParser.TryParseHost(value, out ioc, out _) ? Of(ioc) : Wrong(error),
            IocType.Url => IocParser.TryParseHost(value, out ioc, out error)
                || (value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) && IocParser.TryParse(IocType.Email, value, out ioc, out error))
                ? Of(ioc) : Wrong(error),
            IocType.IpAddress => IocParser.TryParseHost(value, out ioc, out _) && ioc.Type == type ? Of(ioc) : Wrong(error),
            IocType.Email => value.IndexOf('<', StringComparison.Ordinal) is > 0 and var open
                && value.TrimEnd().EndsWith('>')
                && IocParser.TryParse(type, value[open..], out ioc, out _)
                ? Of(ioc) : Wrong(error),
            _ => Wrong(error),
        };
    }

    /// <summary>A host: a name or an address.</summary>
    public static IocText Host(string value) => Read(IocType.Domain, value);

    /// <summary>A hash that must be of this kind; of any that is explored when it is null.</summary>
    public static IocText Hash(FileHashKind? kind, string value)
    {
        var hash = Read(IocType.File, value);
        return kind is null || hash.Ioc is not { } file || file.HashKind == kind ? hash : Wrong("is a hash of another length");
    }

    private static IocText Of(Ioc ioc) => new(ioc, false, "");

    private static IocText Wrong(string error) => new(null, false, error);
}
