using System.Text.Json;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.EndToEnd.Tests;

/// <summary>
/// Holds a written tree against the world that it was explored in. For every operation on every node that should have been expanded, the
/// tree must show exactly what the world knows, or name the operation under <c>missing</c> and show nothing for it.
/// </summary>
internal sealed class TreeAudit(IWorld world, int depth)
{
    private const int Limit = 10;

    /// <summary>Operations of expanded nodes that were looked at.</summary>
    public int Answers { get; private set; }

    /// <summary>Of these, the ones that the tree calls missing.</summary>
    public int Missing { get; private set; }

    /// <summary>Of these, the ones where the tree shows something else than the world knows and does not say so; one sentence each.</summary>
    public List<string> Mislabelled { get; } = [];

    public void Add(byte[] json)
    {
        using var document = JsonDocument.Parse(json, new() { MaxDepth = 2 * depth + 8 });
        var expanded = new HashSet<string>(StringComparer.Ordinal);
        var level = new List<JsonElement> { document.RootElement };
        for (var at = 0; at < depth; at++)
        {
            var next = new List<JsonElement>();
            foreach (var node in level.Where(node => expanded.Add(Text(node, "id"))))
            {
                Look(node);
            }

            next.AddRange(level.SelectMany(Children));
            level = next;
        }
    }

    private static IEnumerable<JsonElement> Children(JsonElement node) =>
        node.TryGetProperty("children", out var children) ? children.EnumerateArray() : [];

    private static string Text(JsonElement node, string name) => node.GetProperty(name).GetString() ?? "";

    private static bool IsMissing(JsonElement node, RelationRow row) =>
        node.TryGetProperty("missing", out var missing) && missing.EnumerateArray().Any(query =>
            Text(query, "source") == (RelationTable.IsQiAnXin(row.Operation) ? "QiAnXin" : "VirusTotal")
                && Text(query, "operation") == RelationTable.NameOf(row.Operation));

    private void Look(JsonElement node)
    {
        var type = Text(node, "type");
        var value = Text(node, "id");
        foreach (var row in RelationTable.Rows.Where(row => RelationTable.NameOf(row.Accepts) == type))
        {
            Answers++;
            var shown = Children(node).Where(child => Text(child, "relation") == row.Label).Select(child => Text(child, "id")).ToList();
            if (IsMissing(node, row))
            {
                Missing++;
                if (shown.Count > 0)
                {
                    Mislabelled.Add($"{value}: '{row.Label}' is called missing and yet shows {shown.Count} values");
                }
            }
            else if (!shown.SequenceEqual((world.Find(row.Kind, value) ?? []).Take(Limit)))
            {
                Mislabelled.Add($"{value}: '{row.Label}' shows {shown.Count} values, the world has {world.Find(row.Kind, value)?.Count ?? 0}, and nothing is "
                    + "called missing");
            }
        }
    }
}
