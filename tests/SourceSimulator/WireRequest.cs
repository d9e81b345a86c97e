using System.Globalization;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator;

/// <summary>
/// A request to one of the sources, read from the raw target. Written by hand, without a router: the simulator shares its
/// cores with the program that is measured against it.
/// </summary>
internal readonly record struct WireRequest(Operation Operation, string Value, string? Query)
{
    /// <summary>Reads a raw request target; false when no source has such a path.</summary>
    public static bool TryParse(string target, out WireRequest request)
    {
        var end = target.IndexOf('?', StringComparison.Ordinal);
        var query = end < 0 ? null : target[(end + 1)..];
        var path = end < 0 ? target.AsSpan() : target.AsSpan(0, end);
        request = default;
        if (TryTake(ref path, "/api/v3/"))
        {
            return TryParseVirusTotal(path, query, out request);
        }

        if (TryTake(ref path, "/flint/rrset/"))
        {
            return TryParseSingle(path.TrimEnd('/'), Operation.Flint, query, out request);
        }

        if (TryTake(ref path, "/whois/detail/"))
        {
            return TryParseSingle(path, Operation.RegistrantEmail, query, out request);
        }

        if (TryTake(ref path, "/whois/reverse/email/"))
        {
            return TryParseSingle(path, Operation.ReverseEmail, query, out request);
        }

        if (path is "/api/v2/malfile_pro")
        {
            request = new WireRequest(Operation.FileReputation, "", query);
            request = request with { Value = request.Parameter("param") ?? "" };
            return request.Value.Length > 0;
        }

        return false;
    }

    /// <summary>A query parameter, decoded; null when it is not there.</summary>
    public string? Parameter(string name)
    {
        var rest = Query.AsSpan();
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf('&');
            var pair = end < 0 ? rest : rest[..end];
            if (pair.Length > name.Length && pair[name.Length] == '=' && pair.StartsWith(name, StringComparison.Ordinal))
            {
                return Decode(pair[(name.Length + 1)..], plusIsSpace: true);
            }

            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return null;
    }

    /// <summary>A whole number among the query's parameters; the fallback when it is not there, -1 when it is none.</summary>
    public int Number(string name, int fallback) => Parameter(name) is not { } text
        ? fallback
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static bool TryParseVirusTotal(ReadOnlySpan<char> path, string? query, out WireRequest request)
    {
        request = default;
        var afterCollection = path.IndexOf('/');
        var beforeRelation = path.LastIndexOf('/');
        if (beforeRelation <= afterCollection)
        {
            return false;
        }

        var relation = path[(beforeRelation + 1)..];
        Operation? operation = path[..afterCollection] switch
        {
            "ip_addresses" when relation is "downloaded_files" => Operation.IpDownloadedFiles,
            "domains" when relation is "downloaded_files" => Operation.DomainDownloadedFiles,
            "domains" when relation is "resolutions" => Operation.DomainResolutions,
            "files" when relation is "contacted_ips" => Operation.FileContactedIps,
            "files" when relation is "contacted_domains" => Operation.FileContactedDomains,
            "files" when relation is "execution_parents" => Operation.FileExecutionParents,
            _ => null,
        };
        return operation is { } found
            && TryParseSingle(path[(afterCollection + 1)..beforeRelation], found, query, out request);
    }

    private static bool TryParseSingle(ReadOnlySpan<char> segment, Operation operation, string? query, out WireRequest request)
    {
        request = new WireRequest(operation, Decode(segment, plusIsSpace: false), query);

        // A slash inside a value has to be percent-encoded; as it stands it is another path.
        return !segment.IsEmpty && !segment.Contains('/');
    }

    private static bool TryTake(ref ReadOnlySpan<char> path, string prefix)
    {
        if (!path.StartsWith(prefix, StringComparison.Ordinal))
        {
            return false;
        }

        path = path[prefix.Length..];
        return true;
    }

    private static string Decode(ReadOnlySpan<char> text, bool plusIsSpace)
    {
        var isPlain = !text.Contains('%') && !(plusIsSpace && text.Contains('+'));
        return isPlain ? text.ToString() : Uri.UnescapeDataString(plusIsSpace ? text.ToString().Replace('+', ' ') : text.ToString());
    }
}
