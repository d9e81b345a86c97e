using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IocExplorer.Workers.Definitions.Requests;

/// <summary>What stands at the places of one request.</summary>
/// <param name="Kind">The source's word for its kind.</param>
internal readonly record struct PlaceholderValues(Ioc Ioc, string Kind, string? Key)
{
    /// <summary>Without the key.</summary>
    public override string ToString() => Ioc.ToString();

    private const string Special = "+-=&|><!(){}[]^\"~*?:\\/";

    /// <summary>The IOC in base64 for URLs, without padding.</summary>
    public string Base64Url => Convert.ToBase64String(Encoding.UTF8.GetBytes(Ioc.Value)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>The name under which DNS keeps the names of an address.</summary>
    public string Arpa
    {
        get
        {
            if (!IPAddress.TryParse(Ioc.Value, out var address))
            {
                return Ioc.Value;
            }

            var octets = address.GetAddressBytes();
            return address.AddressFamily == AddressFamily.InterNetwork
                ? $"{string.Join('.', octets.Reverse())}.in-addr.arpa"
                : $"{string.Join('.', Convert.ToHexStringLower(octets).Reverse())}.ip6.arpa";
        }
    }

    /// <summary>The IOC with a backslash before every character that has a meaning in a Lucene query.</summary>
    public string Escaped
    {
        get
        {
            var text = new StringBuilder(Ioc.Value.Length + 8);
            foreach (var c in Ioc.Value)
            {
                text.Append(Special.Contains(c, StringComparison.Ordinal) ? "\\" : "").Append(c);
            }

            return text.ToString();
        }
    }
}
