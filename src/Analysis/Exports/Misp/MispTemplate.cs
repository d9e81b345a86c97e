namespace IocExplorer.Analysis.Exports.Misp;

/// <summary>How IOCs of one kind are written in MISP: as an attribute, and as an object around it where relations start from it.</summary>
/// <param name="Type">Of the attribute: <c>ip-dst</c>.</param>
/// <param name="Category">Of the attribute; one of those that its type may have.</param>
/// <param name="Relation">The attribute's place in the object.</param>
internal sealed record MispTemplate(
    string Type, string Category, string Relation, string Name, string MetaCategory, string Description, string Uuid, string Version)
{
    private const string Network = "Network activity";
    private const string Payload = "Payload delivery";

    private static readonly MispTemplate s_address = Endpoint("ip-dst", "ip");
    private static readonly MispTemplate s_domain = Endpoint("domain", "domain");
    private static readonly MispTemplate s_url = new("url", Network, "url", "url", "network", "A URL.", "60efb77b-40b5-4c46-871b-ed1ed999fce5", "9");

    // None is published for an address without a message. Templates travel with the objects, so MISP takes this one as it is.
    private static readonly MispTemplate s_email =
        new("email", Payload, "email", "email-address", "network", "An e-mail address.", "8caa4689-3dff-4ca9-8de9-a53da2cdbe3c", "1");

    public static MispTemplate Of(Ioc ioc) => ioc.Type switch
    {
        IocType.Domain => s_domain,
        IocType.IpAddress => s_address,
        IocType.Url => s_url,
        IocType.Email => s_email,
        _ => File(ioc.Value.Length switch { 32 => "md5", 40 => "sha1", _ => "sha256" }),
    };

    private static MispTemplate Endpoint(string type, string relation) =>
        new(type, Network, relation, "ip-port", "network", "An IP address or domain.", "9f8cea74-16fe-4968-a2b4-026676949ac6", "10");

    private static MispTemplate File(string hash) => new(hash, Payload, hash, "file", "file", "A file.", "688c46fb-5edb-40a3-8273-1af7923e2215", "25");
}
