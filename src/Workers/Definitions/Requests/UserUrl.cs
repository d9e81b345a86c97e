using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using IocExplorer.Workers.Definitions.Model;

namespace IocExplorer.Workers.Definitions.Requests;

/// <summary>Whole URLs of operations, as the original tool's <c>config.ini</c> has them: <c>https://host/files/{file}/contacted_ips</c>.</summary>
internal static partial class UserUrl
{
    private static readonly (string Name, IocType Type)[] Names =
    [
        ("email", IocType.Email), ("file", IocType.File), ("hash", IocType.File),
        ("ip", IocType.IpAddress), ("ip_address", IocType.IpAddress), ("domain", IocType.Domain),
    ];

    /// <summary>Brings the place of the IOC into our own form. A URL without one is good when a query parameter takes the IOC.</summary>
    /// <returns>Null when a place is wrong, with the reason.</returns>
    public static string? Normalise(string url, IReadOnlyList<IocType> accepts, out string reason)
    {
        foreach (var place in Place().EnumerateMatches(url))
        {
            var name = url.Substring(place.Index + 1, place.Length - 2);
            if (name != "value" && !Names.Any(n => n.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && accepts.Contains(n.Type)))
            {
                var known = Names.Where(n => accepts.Contains(n.Type)).Select(n => $"{{{n.Name}}}").ToList();
                reason = $"its URL has {{{name}}}, but it is asked about {string.Join(" and ", accepts.Select(a => a.Name()))}:"
                    + $" write {string.Join(" or ", known)}";
                return null;
            }
        }

        reason = "";
        return Place().Replace(url.Trim(), Placeholder.Mark);
    }

    /// <summary>
    /// Tells a URL that asks for something else than the definition does; empty when only the host differs. A hash, for it may hold a secret.
    /// </summary>
    public static string ShapeOf(RequestTemplate template, OperationDefinition definition, IReadOnlyList<KeyValuePair<string, string>> query)
    {
        RequestTemplate.TryCreate(RequestTemplate.Join(definition.BaseUrl ?? new("http://host"), definition.Path), query, out var usual, out _);
        return template.PathAndQuery == usual?.PathAndQuery
            ? ""
            : $" url#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(template.PathAndQuery)).AsSpan(0, 4))}";
    }

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Place();
}
