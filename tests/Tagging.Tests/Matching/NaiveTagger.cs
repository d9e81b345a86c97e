using System.Net;
using System.Text.RegularExpressions;
using IocExplorer.Messages;

namespace IocExplorer.Tagging.Tests.Matching;

/// <summary>What the tagger must find, said as plainly as possible: every entry of every list is looked at.</summary>
internal static class NaiveTagger
{
    /// <returns>The lists that know the IOC, in their order.</returns>
    public static IReadOnlyList<string> Find(IReadOnlyList<NaiveList> lists, Ioc ioc) =>
        [.. lists.Where(l => l.Entries.Any(e => Fits(l, e, ioc))).Select(l => l.Name)];

    private static bool Fits(NaiveList list, string entry, Ioc ioc) => ioc.Type switch
    {
        IocType.Url => FitsText(list, entry, ioc.Value) || FitsHost(list, entry, HostOf(ioc.Value)),
        IocType.Email => FitsText(list, entry, ioc.Value) || (list.Type == "hostname" && IsAtOrBelow(ioc.Value.Split('@')[1], entry)),
        _ => FitsHost(list, entry, ioc.Value),
    };

    private static bool FitsHost(NaiveList list, string entry, string host) =>
        list.Type switch
        {
            "cidr" => IPAddress.TryParse(host, out var address) && Network(entry).Contains(address),
            "hostname" => !IPAddress.TryParse(host, out _) && IsAtOrBelow(host, entry),
            _ => FitsText(list, entry, host),
        };

    private static bool FitsText(NaiveList list, string entry, string text) => list.Type switch
    {
        "string" => text.Equals(entry, StringComparison.OrdinalIgnoreCase),
        "substring" => text.Contains(entry, StringComparison.OrdinalIgnoreCase),
        "regex" => Regex.IsMatch(text, entry, RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1)),
        _ => false,
    };

    private static bool IsAtOrBelow(string host, string entry) =>
        host.Equals(entry, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + entry, StringComparison.OrdinalIgnoreCase);

    private static IPNetwork Network(string entry)
    {
        var parts = entry.Split('/');
        var address = IPAddress.Parse(parts[0]);
        var bytes = address.GetAddressBytes();
        var length = parts.Length == 1 ? bytes.Length * 8 : int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
        for (var bit = length; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new(new IPAddress(bytes), length);
    }

    private static string HostOf(string url) => new Uri(url).Host.Trim('[', ']');
}
