using System.Text.Json;

namespace IocExplorer.Workers.Files.Misp;

/// <summary>
/// The events that searches found attributes and objects of, over all files: a large result comes in pages, each a file of its own. A UUID names an event
/// everywhere; its number does so in one MISP only, and so for the files of one folder, unless their UUIDs say otherwise. What names no event is of one
/// with the others of its file that name none.
/// </summary>
internal sealed class MispFoundEvents(FileFacts facts)
{
    private readonly Dictionary<string, MispEvent> _byUuid = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string Where, string Number), MispEvent> _byNumber = [];
    private readonly Dictionary<MispEvent, string> _uuids = [];
    private readonly List<MispEvent> _events = [];

    public MispEvent Of(string file, JsonElement found)
    {
        var around = Around(found);
        var number = found.TextOrNumber("event_id") ?? around.TextOrNumber("id");
        var uuid = around.Text("uuid") ?? found.Text("event_uuid");
        var folder = Path.GetDirectoryName(file) ?? "";
        var known = ByUuid(uuid) ?? ByNumber(file, number ?? uuid ?? "", uuid) ?? (number is null ? null : ByNumber(folder, number, uuid));
        if (known is null)
        {
            known = new(facts, file, TagText.Clean(uuid ?? number ?? ""));
            _events.Add(known);
        }

        if (uuid is not null)
        {
            _byUuid[uuid] = known;
            _uuids[known] = uuid;
        }

        _byNumber[(file, number ?? uuid ?? "")] = known;
        if (number is not null)
        {
            _byNumber.TryAdd((folder, number), known);
        }

        known.ReadFrom(file);
        return known;
    }

    /// <summary>What a search tells of the event, as far as it does.</summary>
    public static JsonElement Around(JsonElement found) => found.TryGetMember("Event", out var around) ? around : default;

    /// <summary>To be called when all files were read.</summary>
    public void End() => _events.ForEach(e => e.End());

    private MispEvent? ByUuid(string? uuid) => uuid is null ? null : _byUuid.GetValueOrDefault(uuid);

    private MispEvent? ByNumber(string where, string number, string? uuid) =>
        _byNumber.TryGetValue((where, number), out var known)
        && (uuid is null || !_uuids.TryGetValue(known, out var other) || other.Equals(uuid, StringComparison.OrdinalIgnoreCase))
            ? known
            : null;
}
