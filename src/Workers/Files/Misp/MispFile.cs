using System.Text.Json;

namespace IocExplorer.Workers.Files.Misp;

/// <summary>What a file holds in MISP's format: whole events, and attributes and objects that a search found, which are sorted by the event that they are of.
/// Our own: .NET libraries for MISP are clients of its API; this reads the exports of several versions.</summary>
internal sealed class MispFile(FileFacts facts, string file, MispFoundEvents foundEvents)
{
    /// <param name="parts">The event, or what stands of it side by side in old exports.</param>
    public void ReadEvent(IReadOnlyList<JsonElement> parts)
    {
        var name = parts.Select(p => p.Text("uuid") ?? p.Text("info") ?? p.TextOrNumber("id")).FirstOrDefault(n => n is not null) ?? "";
        var read = new MispEvent(facts, file, TagText.Clean(name));
        List<(string, TagClass)> tags = [.. parts.SelectMany(MispTags.Of).Distinct()];
        foreach (var part in parts)
        {
            foreach (var attribute in part.ItemsOrOne("Attribute"))
            {
                read.ReadAttribute(attribute, tags);
            }

            foreach (var found in part.ItemsOrOne("Object"))
            {
                read.ReadObject(found, tags);
            }

            foreach (var _ in part.Items("ShadowAttribute"))
            {
                facts.Accounts.Of(file, MispEvent.Unit).Count("proposal");
            }
        }

        read.End();
    }

    /// <summary>The answer of a search, or an item of it: no event of its own stands around what was found.</summary>
    public void ReadFound(JsonElement answer)
    {
        List<(string, TagClass)> tags = [.. MispTags.Of(answer)];
        foreach (var attribute in answer.ItemsOrOne("Attribute"))
        {
            ReadFoundAttribute(attribute, tags);
        }

        foreach (var found in answer.ItemsOrOne("Object"))
        {
            ReadFoundObject(found, tags);
        }
    }

    public void ReadFoundAttribute(JsonElement attribute, IReadOnlyList<(string, TagClass)> tags) =>
        foundEvents.Of(file, attribute).ReadAttribute(attribute, [.. tags, .. TagsOfEvent(attribute)]);

    public void ReadFoundObject(JsonElement found, IReadOnlyList<(string, TagClass)> tags) =>
        foundEvents.Of(file, found).ReadObject(found, [.. tags, .. TagsOfEvent(found)]);

    private static IEnumerable<(string, TagClass)> TagsOfEvent(JsonElement found) => MispTags.Of(MispFoundEvents.Around(found));
}
