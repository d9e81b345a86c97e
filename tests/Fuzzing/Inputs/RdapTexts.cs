using System.Globalization;

namespace IocExplorer.Fuzzing.Inputs;

/// <summary>Answers of registries, and IANA's lists of them.</summary>
internal static class RdapTexts
{
    private static readonly string[] s_roles = ["registrant", "administrative", "technical", "registrar", "abuse", "noc", "billing", "reseller"];
    private static readonly string[] s_urls = ["https://rdap.example/", "http://rdap.example", "https://rdap.example:8443/v1", "ftp://rdap.example/",
        "https://u:p@rdap.example/", "rdap.example", "", "https://[", "//rdap.example"];
    private static readonly string[] s_keys = ["com", "example", "co.uk", "xn--p1ai", "192.0.2.0/24", "2001:db8::/32", "192.0.2.0/99", "::/0", "0.0.0.0/0", ".",
        "", "net.", "1/1"];

    public static JsonPiece Answer(FuzzRandom random)
    {
        var isNetwork = random.OneIn(3);
        var answer = isNetwork
            ? JsonPiece.Object(
                ("objectClassName", JsonPiece.Text("ip network")), ("startAddress", JsonPiece.Text(IocTexts.Ipv4(random))),
                ("endAddress", JsonPiece.Text("192.0.2.255")), ("name", JsonPiece.Text("NET-EXAMPLE")), ("country", JsonPiece.Text("ZZ")),
                ("cidr0_cidrs", JsonPiece.List(
                    JsonPiece.Object((random.OneIn(2) ? "v4prefix" : "v6prefix", JsonPiece.Text("192.0.2.0")), ("length", JsonPiece.Bare("24"))))))
            : JsonPiece.Object(
                ("objectClassName", JsonPiece.Text("domain")), ("ldhName", JsonPiece.Text(IocTexts.Domain(random))),
                ("status", JsonPiece.List(JsonPiece.Text("active"), JsonPiece.Text("client transfer prohibited"))),
                ("nameservers", JsonPiece.List(Server(random), Server(random))));
        answer.With("entities", JsonPiece.List([.. Enumerable.Range(0, random.Below(4)).Select(_ => Entity(random, 0))]));
        answer.With("events", JsonPiece.List(Event("registration", random), Event("expiration", random), Event("last changed", random)));
        return random.OneIn(12) ? answer.With("errorCode", JsonPiece.Bare(random.Pick(["404", "429", "500", "0", "\"404\""]))) : answer;
    }

    public static JsonPiece Bootstrap(FuzzRandom random) => JsonPiece.Object(
        ("version", JsonPiece.Text("1.0")),
        ("services", JsonPiece.List([.. Enumerable.Range(0, random.Below(5)).Select(_ => JsonPiece.List(Texts(s_keys, random), Texts(s_urls, random)))])));

    private static JsonPiece Texts(string[] from, FuzzRandom random) =>
        JsonPiece.List([.. Enumerable.Range(0, random.Between(1, 3)).Select(_ => JsonPiece.Text(random.Pick(from)))]);

    private static JsonPiece Server(FuzzRandom random) =>
        JsonPiece.Object((random.OneIn(4) ? "unicodeName" : "ldhName", JsonPiece.Text(IocTexts.Domain(random))));

    private static JsonPiece Event(string action, FuzzRandom random) => JsonPiece.Object(
        ("eventAction", JsonPiece.Text(action)),
        ("eventDate",
            JsonPiece.Text(random.Pick(
                ["2026-01-02T03:04:05Z", "2026-01-02T03:04:05+0200", "2026-01-02", "2026-01-02 03:04:05.123", "0001-01-01T00:00:00+14:00", "T+0000", "x"]))));

    private static JsonPiece Entity(FuzzRandom random, int level)
    {
        var entity = JsonPiece.Object(
            ("objectClassName", JsonPiece.Text("entity")),
            ("roles", JsonPiece.List(JsonPiece.Text(random.Pick(s_roles)), JsonPiece.Text(random.Pick(s_roles)))),
            ("vcardArray", JsonPiece.List(JsonPiece.Text("vcard"), JsonPiece.List(
                Card("version", "4.0"), Card("fn", string.Create(CultureInfo.InvariantCulture, $"Made Up {random.Below(9)}")),
                Card("email", IocTexts.Email(random)), Card("org", "Example Ltd"),
                JsonPiece.List(JsonPiece.Text("adr"), JsonPiece.Object(("cc", JsonPiece.Text("ZZ"))), JsonPiece.Text("text"),
                    JsonPiece.List(JsonPiece.Text(""), JsonPiece.Text("x")))))));
        return level < 8 && random.OneIn(3) ? entity.With("entities", JsonPiece.List(Entity(random, level + 1))) : entity;
    }

    private static JsonPiece Card(string name, string value) =>
        JsonPiece.List(JsonPiece.Text(name), JsonPiece.Object(), JsonPiece.Text("text"), JsonPiece.Text(value));
}
