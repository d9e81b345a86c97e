using System.Globalization;
using System.Text;
using System.Text.Json;

namespace IocExplorer.Workers.Rdap;

/// <summary>Says what a registry's response means. "Not found" is an answer; whatever is no object of the kind that was asked for is none.</summary>
internal static class RdapAnswerReader
{
    private const int LongestTag = 200;

    /// <param name="body">Decompressed, whole.</param>
    /// <param name="label">Of its relations; not used for what has none.</param>
    /// <param name="maxDepth">Levels of nesting in an answer.</param>
    public static PageOutcome Read(int status, ReadOnlyMemory<byte> body, Ioc asked, RdapSelection wanted, string label, int maxDepth)
    {
        var http = $"HTTP {status}";
        return status switch
        {
            200 => ReadObject(body, asked, wanted, label, maxDepth),
            404 => Nothing,
            429 => new PageOutcome.Throttled(http),
            403 => new PageOutcome.OperationRefused(http),
            408 or 500 or 502 or 503 or 504 or > 504 => new PageOutcome.Failed(http, MayPass: true),
            >= 300 and <= 399 => new PageOutcome.Failed($"{http}: redirects are not followed", MayPass: false),
            >= 200 and <= 299 => new PageOutcome.Malformed($"{http} is no answer"),
            _ => new PageOutcome.Failed(http, MayPass: false),
        };
    }

    private static PageOutcome.Page Nothing => new([], 0, 0, null, More: false);

    private static PageOutcome ReadObject(ReadOnlyMemory<byte> body, Ioc asked, RdapSelection wanted, string label, int maxDepth)
    {
        body = body.Span.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;
        try
        {
            using var document = JsonDocument.Parse(body, new() { MaxDepth = maxDepth });
            var answer = document.RootElement;
            var kind = wanted == RdapSelection.Network ? "ip network" : "domain";
            return FaultOf(answer, kind) ?? wanted switch
            {
                RdapSelection.Contacts => Contacts(answer, asked, label),
                RdapSelection.NameServers => NameServers(answer, asked, label),
                _ => Network(answer, asked),
            };
        }
        catch (JsonException)
        {
            return new PageOutcome.Malformed("HTTP 200 with JSON that is broken, too deep or none at all");
        }
    }

    private static PageOutcome? FaultOf(JsonElement answer, string kind)
    {
        if (answer.TextOrNumber("errorCode") is { } code)
        {
            return code switch
            {
                "404" => Nothing,
                "429" => new PageOutcome.Throttled("HTTP 200 with errorCode 429"),
                _ => new PageOutcome.Failed($"HTTP 200 with errorCode {DetailText.Of(code, null)}", MayPass: false),
            };
        }

        var found = answer.TextOrNumber("objectClassName");
        var isRight = found is null
            ? answer.TryGetMember(kind == "domain" ? "ldhName" : "startAddress", out _)
            : found.Equals(kind, StringComparison.OrdinalIgnoreCase);
        return isRight ? null : new PageOutcome.Malformed($"HTTP 200 with something that is no {kind}");
    }

    private static PageOutcome.Page Contacts(JsonElement answer, Ioc asked, string label)
    {
        var dropped = new DroppedValues([]);
        var seen = new Seen(EventTime(answer, "registration"), EventTime(answer, "last changed"));
        List<Relation> relations = [.. RdapContacts.EmailsOf(answer, label, dropped).Select(email => new Relation(label, email) { Seen = seen })];
        var tags = new List<AnswerTag>();
        foreach (var registrar in answer.ItemsOrOne("entities").Where(entity => RdapContacts.HasRole(entity, "registrar")))
        {
            Add(tags, asked, "registrar", RdapContacts.NameOf(registrar));
        }

        Add(tags, asked, "registered", Day(EventTime(answer, "registration")));
        Add(tags, asked, "changed", Day(EventTime(answer, "last changed")));
        Add(tags, asked, "expires", Day(EventTime(answer, "expiration")));
        foreach (var status in RdapContacts.TextsOrOne(answer, "status"))
        {
            Add(tags, asked, "status", status);
        }

        // As tags, too: they cost no further request, and tell a parked name from a living one.
        foreach (var server in Servers(answer))
        {
            Add(tags, asked, "nameserver", IocParser.TryParse(IocType.Domain, server, out var name, out _) ? name.Value : null);
        }

        return new PageOutcome.Page(relations, 1, dropped.Count, null, More: false) { Tags = tags, DroppedValues = dropped.Kept };
    }

    private static PageOutcome.Page NameServers(JsonElement answer, Ioc asked, string label)
    {
        var dropped = new DroppedValues([]);
        var relations = new List<Relation>();
        foreach (var text in Servers(answer))
        {
            if (!IocParser.TryParse(IocType.Domain, text, out var server, out var reason))
            {
                dropped.Add(text, label, reason);
            }
            else if (server != asked && !relations.Exists(relation => relation.Target == server))
            {
                relations.Add(new(label, server));
            }
        }

        return new PageOutcome.Page(relations, 1, dropped.Count, null, More: false) { DroppedValues = dropped.Kept };
    }

    private static PageOutcome.Page Network(JsonElement answer, Ioc asked)
    {
        var tags = new List<AnswerTag>();
        Add(tags, asked, "name", answer.TextOrNumber("name"));
        Add(tags, asked, "country", answer.TextOrNumber("country"));
        Add(tags, asked, "type", answer.TextOrNumber("type"));
        foreach (var block in answer.ItemsOrOne("cidr0_cidrs"))
        {
            var prefix = block.TextOrNumber("v4prefix") ?? block.TextOrNumber("v6prefix");
            Add(tags, asked, "cidr", prefix is null || block.TextOrNumber("length") is not { } length ? null : $"{prefix}/{length}");
        }

        if (!answer.TryGetMember("cidr0_cidrs", out _) && answer.TextOrNumber("startAddress") is { } first && answer.TextOrNumber("endAddress") is { } last)
        {
            Add(tags, asked, "network", $"{first} - {last}");
        }

        foreach (var owner in answer.ItemsOrOne("entities").Where(entity => RdapContacts.HasRole(entity, "registrant")))
        {
            Add(tags, asked, "org", RdapContacts.NameOf(owner));
        }

        return new PageOutcome.Page([], 1, 0, null, More: false) { Tags = tags };
    }

    private static IEnumerable<string> Servers(JsonElement answer) => answer.ItemsOrOne("nameservers")
        .Select(server => server.AsText() ?? server.TextOrNumber("ldhName") ?? server.TextOrNumber("unicodeName"))
        .OfType<string>();

    private static DateTimeOffset? EventTime(JsonElement answer, string action) => answer.ItemsOrOne("events")
        .Where(entry => string.Equals(entry.TextOrNumber("eventAction"), action, StringComparison.OrdinalIgnoreCase))
        .Select(entry => RdapTime.Of(entry.TextOrNumber("eventDate")))
        .FirstOrDefault(time => time is not null);

    private static string? Day(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Add(List<AnswerTag> tags, Ioc asked, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            var text = DetailText.Of($"{name}={value.Trim()}", null);
            var tag = new AnswerTag(asked, text.Length > LongestTag ? text[..LongestTag] : text, TagClass.Info);
            if (!tags.Contains(tag))
            {
                tags.Add(tag);
            }
        }
    }
}
