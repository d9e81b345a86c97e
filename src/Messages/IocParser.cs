using System.Net;
using System.Text.RegularExpressions;

namespace IocExplorer.Messages;

/// <summary>Turns what people and sources write into <see cref="Ioc"/>s in their normal form, or says why it is none.</summary>
public static partial class IocParser
{
    /// <summary>Reads a value whose type is known.</summary>
    /// <param name="reason">Empty on success; else one short clause: <c>is no IP address</c>.</param>
    public static bool TryParse(IocType type, string text, out Ioc ioc, out string reason)
    {
        var value = text.Trim().ToLowerInvariant().TrimEnd('.');
        var good = type switch
        {
            IocType.Email => Email().IsMatch(value),
            IocType.File => Hash().IsMatch(value),
            IocType.IpAddress => IPAddress.TryParse(value, out _),
            IocType.Domain => Domain().IsMatch(value),
            _ => false,
        };
        ioc = good ? new(type, value) : default;
        reason = good ? "" : $"is no {type.Name()}";
        return good;
    }

    [GeneratedRegex(@"^[a-z0-9_.+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$", RegexOptions.None, 1000)]
    private static partial Regex Email();

    [GeneratedRegex("^([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$", RegexOptions.None, 1000)]
    private static partial Regex Hash();

    [GeneratedRegex(@"^([a-z0-9_-]+\.)+[a-z0-9-]+$", RegexOptions.None, 1000)]
    private static partial Regex Domain();
}
