namespace IocExplorer.Workers.Rdap;

/// <summary>Fetches one of IANA's bootstrap files, with the same retries as a query. <see cref="Read"/> has the result of the last fetch.</summary>
internal sealed class BootstrapOperation(Uri address, string file) : ISourceOperation
{
    private RdapRegistries? _read;

    public Operation Operation { get; } = new("RDAP", file, "bootstrap", [IocType.Domain, IocType.IpAddress], IsExternal: false);

    public RdapRegistries? Read => Volatile.Read(ref _read);

    /// <summary>
    /// Where IANA's lists are, ending in a slash: beside "domain/{value}" of the definition's base URL, as in <c>https://data.iana.org/rdap/dns.json</c>.
    /// </summary>
    public static Uri FolderOf(ISourceOperation configured)
    {
        var example = configured.Operation.Accepts[0] == IocType.IpAddress ? new Ioc(IocType.IpAddress, "192.0.2.1") : new Ioc(IocType.Domain, "example.com");
        using var request = configured.CreateRequest(example, null, null, 1);
        return new(request.RequestUri!, "../");
    }

    /// <summary>The file that says which registry answers for an IOC.</summary>
    public static string FileFor(Ioc ioc) =>
        ioc.Type != IocType.IpAddress ? "dns.json" : ioc.Value.Contains(':', StringComparison.Ordinal) ? "ipv6.json" : "ipv4.json";

    public PageOutcome? RefuseNext(NextPage next) => new PageOutcome.Malformed("a bootstrap file has no further pages");

    public HttpRequestMessage CreateRequest(Ioc ioc, string? apiKey, NextPage? next, int remaining)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, file));
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        return request;
    }

    public PageOutcome ReadPage(int httpStatus, ReadOnlyMemory<byte> body, Ioc asked, int remaining, NextPage? page = null)
    {
        if (httpStatus != 200)
        {
            return new PageOutcome.Failed($"HTTP {httpStatus}", MayPass: httpStatus is 408 or 429 or >= 500);
        }

        if (RdapRegistries.Read(body) is not { } registries)
        {
            return new PageOutcome.Malformed("HTTP 200 with something that is no bootstrap file");
        }

        Volatile.Write(ref _read, registries);
        return new PageOutcome.Page([], 0, 0, null, More: false);
    }
}
