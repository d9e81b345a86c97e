using System.Net;
using System.Net.Sockets;

namespace IocExplorer.Workers.Definitions.Requests;

/// <summary>What stands at the places of one request.</summary>
/// <param name="kind">The source's word for its kind.</param>
internal readonly struct PlaceholderValues(Ioc ioc, string kind, string? key)
{
    private const string Special = "+-=&|><!(){}[]^\"~*?:\\/";

    public string this[PlaceholderKind place] => place switch
    {
        PlaceholderKind.Value => ioc.Value,
        PlaceholderKind.Kind => kind,
        PlaceholderKind.Base64Url => Convert.ToBase64String(Encoding.UTF8.GetBytes(ioc.Value)).TrimEnd('=').Replace('+', '-').Replace('/', '_'),
        PlaceholderKind.Arpa => Arpa(ioc.Value),
        PlaceholderKind.Escaped => Escaped(ioc.Value),
        _ => key ?? "",
    };

    private static string Arpa(string value)
    {
        if (!IPAddress.TryParse(value, out var address))
        {
            return value;
        }

        var octets = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? $"{string.Join('.', octets.Reverse())}.in-addr.arpa"
            : $"{string.Join('.', Convert.ToHexStringLower(octets).Reverse())}.ip6.arpa";
    }

    private static string Escaped(string value)
    {
        var text = new StringBuilder(value.Length + 8);
        foreach (var c in value)
        {
            text.Append(Special.Contains(c, StringComparison.Ordinal) ? "\\" : "").Append(c);
        }

        return text.ToString();
    }
}
