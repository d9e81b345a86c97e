using System.Collections.Frozen;
using System.Text.Json;

namespace IocExplorer.Workers.Rdap;

/// <summary>
/// Whose e-mail addresses say something about a domain: those of its registrant and of the contacts that he named. What belongs to the registrar, to an abuse
/// desk or to a privacy service is the address of thousands, and no IOC.
/// </summary>
internal static class RdapContacts
{
    private const int MostLevels = 6;

    private static readonly FrozenSet<string> Wanted = FrozenSet.ToFrozenSet(["registrant", "administrative", "technical"], StringComparer.OrdinalIgnoreCase);

    // What stands below one of these, or has such a role beside another, is the registrar's, whatever else it is called.
    private static readonly FrozenSet<string> Unwanted = FrozenSet.ToFrozenSet(
        ["registrar", "abuse", "noc", "reseller", "sponsor", "proxy", "notifications", "billing"], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> DutyNames = FrozenSet.ToFrozenSet(
        [
            "abuse", "hostmaster", "postmaster", "noc", "dnsmaster", "dns", "dnsadmin", "dns-admin", "domains", "domain",
            "support", "registrar", "registry", "whois", "noreply", "no-reply", "tech",
        ],
        StringComparer.Ordinal);

    private static readonly string[] PrivacyWords =
    [
        "privacy", "private", "redacted", "redact", "whoisguard", "whoisproxy", "whoisprotect", "whoissecure", "proxy", "protect",
        "withheld", "gdpr", "masked", "anonym", "notdisclosed", "not.disclosed", "contact.gandi.net", "data-protected", "dataprotected",
        "identity-shield", "identityshield", "whoisagent", "registrant-email", "domaindiscreet", "statutorymasking",
    ];

    /// <summary>In the order of the answer, each once.</summary>
    /// <param name="dropped">Takes what is no address.</param>
    public static IReadOnlyList<Ioc> EmailsOf(JsonElement answer, string label, DroppedValues dropped)
    {
        var found = new List<(Ioc Email, bool IsRegistrant)>();
        var foreign = new HashSet<string>(StringComparer.Ordinal);
        Collect(answer, isForeign: false, level: 0, found, foreign, (text, reason) => dropped.Add(text, label, reason));
        return [.. found.Where(contact => IsOwn(contact.Email, contact.IsRegistrant, foreign)).Select(contact => contact.Email).Distinct()];
    }

    /// <summary>The name on a vCard: of the person, else of the organisation; null when there is none.</summary>
    public static string? NameOf(JsonElement entity) =>
        Values(entity, "fn").Concat(Values(entity, "org")).FirstOrDefault(name => name.Length > 0);

    public static bool HasRole(JsonElement entity, string role) => TextsOrOne(entity, "roles").Contains(role, StringComparer.OrdinalIgnoreCase);

    /// <summary>A list of texts, or a single text in its place.</summary>
    public static IEnumerable<string> TextsOrOne(JsonElement element, string name) => element.Text(name) is { } one ? [one] : element.Texts(name);

    private static void Collect(JsonElement parent, bool isForeign, int level, List<(Ioc, bool)> found, HashSet<string> foreign, Action<string, string> drop)
    {
        if (level == MostLevels)
        {
            return;
        }

        foreach (var entity in parent.ItemsOrOne("entities"))
        {
            var roles = TextsOrOne(entity, "roles").ToList();
            var isOthers = isForeign || roles.Exists(Unwanted.Contains);
            foreach (var text in Values(entity, "email"))
            {
                if (!IocParser.TryParse(IocType.Email, text, out var email, out var reason))
                {
                    drop(text, reason);
                }
                else if (isOthers)
                {
                    _ = foreign.Add(DomainOf(email));
                }
                else if (roles.Exists(Wanted.Contains))
                {
                    found.Add((email, roles.Contains("registrant", StringComparer.OrdinalIgnoreCase)));
                }
            }

            Collect(entity, isOthers, level + 1, found, foreign, drop);
        }
    }

    private static bool IsOwn(Ioc email, bool isRegistrant, HashSet<string> foreign)
    {
        var local = email.Value[..email.Value.IndexOf('@', StringComparison.Ordinal)];
        return !foreign.Contains(DomainOf(email))
            && !PrivacyWords.Any(word => email.Value.Contains(word, StringComparison.Ordinal))
            && (isRegistrant ? local is not ("abuse" or "noreply" or "no-reply") : !DutyNames.Contains(local))
            && !ReservedIocs.IsReserved(email, out _);
    }

    private static string DomainOf(Ioc email) => email.Value[(email.Value.IndexOf('@', StringComparison.Ordinal) + 1)..];

    // ["vcard", [["email", {…}, "text", "a@example.com"], …]]: a property may have several values.
    private static IEnumerable<string> Values(JsonElement entity, string property)
    {
        var card = entity.Items("vcardArray").Skip(1).FirstOrDefault();
        foreach (var line in card.ValueKind == JsonValueKind.Array ? card.EnumerateArray() : default)
        {
            if (line.ValueKind != JsonValueKind.Array
                || line.GetArrayLength() < 4
                || !string.Equals(line[0].AsText(), property, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            foreach (var value in line.EnumerateArray().Skip(3))
            {
                foreach (var text in (value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().AsEnumerable() : [value]).Texts())
                {
                    yield return text.Trim();
                }
            }
        }
    }
}
