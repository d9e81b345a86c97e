using System.Text.Json;

namespace IocExplorer.Workers.Files.Stix;

/// <summary>Which objects an object refers to, and what it says of them. Ids are as they are written.</summary>
internal static class StixReferences
{
    /// <summary>From a program to the connections that it opened.</summary>
    public const string ConnectsTo = "connects-to";

    /// <summary>Objects of one thing, as of a connection its two ends: a reference to it means them.</summary>
    public static List<string> MembersOf(JsonElement found) => found.Text("type") switch
    {
        "observed-data" => [.. found.Texts("object_refs")],
        "network-traffic" => [.. One(found, "src_ref"), .. One(found, "dst_ref")],
        "process" => Images(found),
        "email-message" => [.. Senders(found), .. Recipients(found), .. Attachments(found)],
        "file" => One(found, "content_ref"),
        _ => [],
    };

    /// <summary>Relations that the object says to hold.</summary>
    public static IEnumerable<(IEnumerable<string> From, string Word, IEnumerable<string> To)> Of(string id, JsonElement found)
    {
        yield return ([id], "resolves-to", found.Texts("resolves_to_refs"));
        yield return ([id], "contains", found.Texts("contains_refs"));
        switch (found.Text("type"))
        {
            case "file":
                yield return ([id], "contains", Extension(found, "archive-ext").Texts("contains_refs"));
                yield return ([id], "content", One(found, "content_ref"));
                break;
            case "network-traffic":
                yield return (One(found, "src_ref"), "network-traffic", One(found, "dst_ref"));
                yield return (One(found, "src_ref"), "sent-file", One(found, "src_payload_ref"));
                yield return (One(found, "dst_ref"), "sent-file", One(found, "dst_payload_ref"));
                break;
            case "process":
                yield return (Images(found), ConnectsTo, found.Texts("opened_connection_refs"));
                yield return (Images(found), "starts", found.Texts("child_refs"));
                yield return (One(found, "parent_ref"), "starts", Images(found));
                break;
            case "email-message":
                yield return (One(found, "from_ref"), "sent-by", One(found, "sender_ref"));
                yield return (Senders(found), "sent-to", Recipients(found));
                yield return (Senders(found), "sent-file", Attachments(found));
                yield return (Recipients(found), "received-file", Attachments(found));
                break;
            case "malware-analysis":
                yield return (One(found, "sample_ref"), "malware-analysis", found.Texts("analysis_sco_refs"));
                break;
            default:
                break;
        }
    }

    // The file that runs; called so in version 2.1 and in version 2.0.
    private static List<string> Images(JsonElement process) => [.. One(process, "image_ref"), .. One(process, "binary_ref")];

    private static List<string> Senders(JsonElement message) => [.. One(message, "from_ref"), .. One(message, "sender_ref")];

    private static List<string> Recipients(JsonElement message) => [.. message.Texts("to_refs"), .. message.Texts("cc_refs"), .. message.Texts("bcc_refs")];

    private static List<string> Attachments(JsonElement message) => [.. message.Items("body_multipart").SelectMany(part => One(part, "body_raw_ref"))];

    private static List<string> One(JsonElement found, string name) => found.Text(name) is { } id ? [id] : [];

    private static JsonElement Extension(JsonElement found, string name) =>
        found.TryGetMember("extensions", out var all) && all.TryGetMember(name, out var extension) ? extension : default;
}
