using IocExplorer.Messages.Parsing;
using IocExplorer.Messages.Reserved;

namespace IocExplorer.Messages;

/// <summary>
/// Which IOCs say nothing to the outside and something about the user's own network: private and special-purpose addresses, internal names, and what is
/// built on them. They are not sent to outside sources unless configured. A URL whose host cannot be read, as answers of old may hold, counts as one of
/// them: nobody knows that its host is none.
/// </summary>
public static class ReservedIocs
{
    private const string Unreadable = "is a URL whose host cannot be read";

    /// <param name="why">Empty when it is not reserved; else one short clause: <c>is a private address (RFC 1918)</c>.</param>
    public static bool IsReserved(Ioc ioc, out string why)
    {
        why = ioc.Type switch
        {
            IocType.IpAddress => ReservedAddresses.Why(ioc.Value),
            IocType.Domain => ReservedNames.Why(ioc.Value),
            IocType.Email => ReservedNames.Why(ioc.Value.AsSpan(ioc.Value.IndexOf('@', StringComparison.Ordinal) + 1)),
            IocType.Url => UrlText.HostOf(ioc.Value) is { } host ? IsReserved(host, out var hosts) ? hosts : "" : Unreadable,
            _ => "",
        };
        return why.Length > 0;
    }
}
