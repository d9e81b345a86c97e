using System.Net;

namespace IocExplorer.Workers.Rdap;

/// <summary>An RDAP look-up as HTTP, at the registry that answers for the IOC. No key, no pages, no redirects.</summary>
/// <param name="configured">As the definition has it: its name, its labels, and whom it may be asked about.</param>
/// <param name="registryOf">The registry's base URL, ending in a slash; null when there is none.</param>
/// <param name="maxDepth">Levels of nesting in an answer.</param>
internal sealed class RdapOperation(ISourceOperation configured, Func<Ioc, Uri?> registryOf, int maxDepth) : ISourceOperation
{
    private readonly RdapSelection _wanted = configured.Operation.Name switch
    {
        "domain" => RdapSelection.Contacts,
        "domain_nameservers" => RdapSelection.NameServers,
        "ip" => RdapSelection.Network,
        var name => throw new ArgumentException($"RDAP has no operation {name}.", nameof(configured)),
    };

    public Operation Operation => configured.Operation;

    public IReadOnlyList<string> Labels => configured.Labels;

    public string? RequestShape => _wanted == RdapSelection.Network ? "ip" : "domain";

    public bool CanBeAskedAbout(Ioc ioc) => configured.CanBeAskedAbout(ioc);

    public PageOutcome? RefuseNext(NextPage next) => new PageOutcome.Malformed("RDAP has no further pages");

    public HttpRequestMessage CreateRequest(Ioc ioc, string? apiKey, NextPage? next, int remaining)
    {
        var registry = registryOf(ioc) ?? throw new InvalidOperationException("No registry answers for this IOC; it must not be asked about.");
        var path = ioc.Type == IocType.IpAddress ? $"ip/{IPAddress.Parse(ioc.Value)}" : $"domain/{Uri.EscapeDataString(ioc.Value)}";
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(registry, path));
        request.Headers.TryAddWithoutValidation("Accept", "application/rdap+json, application/json");
        return request;
    }

    public PageOutcome ReadPage(int httpStatus, ReadOnlyMemory<byte> body, Ioc asked, int remaining, NextPage? page = null) =>
        RdapAnswerReader.Read(httpStatus, body, asked, _wanted, Labels.Count > 0 ? Labels[0] : "", maxDepth);
}
