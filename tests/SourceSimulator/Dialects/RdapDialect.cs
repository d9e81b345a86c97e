using System.Net;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>
/// RDAP: IANA's bootstrap files, and the registries that they name, all below one prefix. Contacts are vCards as JSON: the registrant's address is an IOC,
/// those of the registrar and of its abuse desk are not. Unknown is 404 with a JSON error.
/// </summary>
internal sealed class RdapDialect : Dialect
{
    private const string ContentType = "application/rdap+json";

    public override string Source => "RDAP";

    public override Question? Read(DialectRequest request)
    {
        if (request.Is("GET", "rdap", "*") && request.Segments[1] is "dns.json" or "ipv4.json" or "ipv6.json")
        {
            return new("bootstrap", null, request.Segments[1]);
        }

        return request.Is("GET", "registry", "*", "domain", "*") ? new("domain", IocType.Domain, request.Segments[3].ToLowerInvariant())
            : request.Is("GET", "registry", "*", "ip", "*") ? new("ip", IocType.IpAddress, request.Segments[3])
            : null;
    }

    public override Reply Answer(DialectRequest request, Question question, Knowledge knowledge) => question.Operation switch
    {
        "bootstrap" => Bootstrap(question.Value, knowledge.Server + "/s/rdap/registry"),
        "domain" => Domain(question.Value, knowledge),
        _ => Network(question.Value, knowledge),
    };

    public override Reply Error(int status) => Reply.Json(new
    {
        errorCode = status,
        title = status == 404 ? "Object not found" : "Error",
        description = new[] { "See the terms of use." },
    }, status, ContentType);

    // As IANA's files are: base URLs with and without a slash at the end, a longer key that wins over a shorter one.
    private static Reply Bootstrap(string file, string registry)
    {
        object[] services = file switch
        {
            "dns.json" =>
            [
                Service(["com", "net"], registry + "/verdant/"),
                Service(["org", "info", "biz", "io", "co", "xyz", "top", "site"], registry + "/arbor"),
                Service(["ru", "de", "cn"], registry + "/nation/"),
                Service(["com.cn"], registry + "/second/"),
            ],
            "ipv4.json" =>
                [Service(["0.0.0.0/1"], registry + "/west/"), Service(["128.0.0.0/1"], registry + "/east"), Service(["62.0.0.0/8"], registry + "/middle/")],
            _ => [Service(["2000::/3"], registry + "/west/"), Service(["2a00::/12"], registry + "/middle")],
        };
        return Reply.Json(new { description = "RDAP bootstrap file", publication = "2026-01-02T03:04:05Z", services, version = "1.0" });
    }

    private static string[][] Service(string[] keys, string registry) => [keys, [registry]];

    private static Reply Domain(string name, Knowledge knowledge)
    {
        var registrants = knowledge.Find(SourceRelations.RdapRegistrant, name);
        var servers = knowledge.Find(SourceRelations.RdapNameserver, name);
        if (registrants is null && servers is null)
        {
            return Reply.Json(new { errorCode = 404, title = "Object not found", description = new[] { $"{name} is not registered" } }, 404, ContentType);
        }

        var entities = (registrants ?? []).Select(seen => Entity("registrant", "Domain Owner", seen.Value))
            .Append(Registrar("Registrar Partners", "abuse@registrar-partners.net"))
            .Append(Entity("technical", "Redacted", "redacted for privacy"));
        return Reply.Json(
            new
            {
                objectClassName = "domain",
                handle = "1_DOMAIN",
                ldhName = name.ToUpperInvariant(),
                status = new[] { "client transfer prohibited" },
                entities,
                events = new object[]
                {
                    new { eventAction = "registration", eventDate = "2016-02-03T04:05:06Z" },
                    new { eventAction = "expiration", eventDate = "2028-02-03T04:05:06.000+0000" },
                    new { eventAction = "last update of RDAP database", eventDate = "2026-01-20T12:00:51Z" },
                },
                secureDNS = new { delegationSigned = false },
                nameservers = (servers ?? []).Select(seen => new { objectClassName = "nameserver", ldhName = seen.Value.ToUpperInvariant() }),
                rdapConformance = new[] { "rdap_level_0" },
                notices = new[] { new { title = "Terms of Use", description = new[] { "Write to terms@registry-partners.net for the terms of use." } } },
            },
            contentType: ContentType);
    }

    private static object Registrar(string name, string abuse) => new
    {
        objectClassName = "entity",
        handle = "1647",
        roles = new[] { "registrar" },
        vcardArray = VCard(name, null),
        entities = new[] { Entity("abuse", "", abuse) },
    };

    private static object Entity(string role, string name, string email) => new
    {
        objectClassName = "entity",
        roles = new[] { role },
        vcardArray = VCard(name, email),
    };

    private static object[] VCard(string name, string? email)
    {
        var lines = new List<object> { Line("version", "4.0"), Line("fn", name), Line("adr", new[] { "", "", "", "", "", "", "" }) };
        if (email is not null)
        {
            lines.Add(Line("email", email));
        }

        return ["vcard", lines];
    }

    private static object[] Line(string name, object value) => [name, new { }, "text", value];

    private static Reply Network(string value, Knowledge knowledge)
    {
        if (!IPAddress.TryParse(value, out var address))
        {
            return Reply.Json(new { errorCode = 400, title = "Bad request" }, 400, ContentType).Refused();
        }

        if (!knowledge.IsKnown("RDAP", value))
        {
            return Reply.Text("", 404, ContentType);
        }

        var isV4 = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork;
        return Reply.Json(
            new
            {
                objectClassName = "ip network",
                handle = "NET-1",
                startAddress = isV4 ? value[..value.LastIndexOf('.')] + ".0" : value,
                endAddress = isV4 ? value[..value.LastIndexOf('.')] + ".255" : value,
                ipVersion = isV4 ? "v4" : "v6",
                name = "PARTNERS-NET",
                type = "ASSIGNED PORTABLE",
                country = "NL",
                entities = new[]
                {
                    Entity("abuse", "Abuse desk", "abuse@hosting-partners.net"),
                    Entity("administrative", "Hosting Partners", "noc@hosting-partners.net"),
                },
                events = new[] { new { eventAction = "last changed", eventDate = "2020-07-15T13:10:57-05:00" } },
            },
            contentType: ContentType);
    }
}
