using IocExplorer.Analysis.Records;

namespace IocExplorer.Analysis.Exports.Graph;

/// <summary>An IOC of a hunt, out of all trees that have it.</summary>
/// <param name="Ioc">Its value is made harmless by <see cref="ExportText"/>.</param>
/// <param name="Level">The least distance from a seed; 0 is a seed.</param>
/// <param name="Trees">How many have it: how many seeds lead to it.</param>
/// <param name="Expansion">The most that was done: the least number.</param>
/// <param name="Sharing">The strictest level of its trees, and of what its tags say.</param>
/// <param name="Tags">Sorted, each once, not more than <see cref="MostTags"/>.</param>
internal sealed record GraphNode(Ioc Ioc, int Level, int Trees, NodeExpansion Expansion, SharingLevel Sharing, IReadOnlyList<Tag> Tags)
    : IMergeable<GraphNode, Ioc>
{
    public const int MostTags = 50;

    public Ioc Key => Ioc;

    public bool IsSeed => Level == 0;

    public int Weight => Ioc.Value.Length + Tags.Sum(t => t.Name.Length + t.By.Length + 30);

    public static int Compare(Ioc one, Ioc other) => one.Type != other.Type ? one.Type.CompareTo(other.Type) : string.CompareOrdinal(one.Value, other.Value);

    public bool Is(TagClass tagClass) => Tags.Any(t => t.Class == tagClass);

    public static IReadOnlyList<Tag> Sort(IEnumerable<Tag> tags) =>
    [
        .. tags.Distinct()
            .OrderByDescending(t => t.Class)
            .ThenBy(t => t.Name, StringComparer.Ordinal)
            .ThenBy(t => t.By, StringComparer.Ordinal)
            .ThenBy(t => t.Version, StringComparer.Ordinal)
            .Take(MostTags),
    ];

    public GraphNode Merge(GraphNode other) => new(
        Ioc,
        Math.Min(Level, other.Level),
        Trees + other.Trees,
        Expansion < other.Expansion ? Expansion : other.Expansion,
        Sharing > other.Sharing ? Sharing : other.Sharing,
        other.Tags.Count == 0 || Tags.SequenceEqual(other.Tags) ? Tags : Tags.Count == 0 ? other.Tags : Sort(Tags.Concat(other.Tags)));

    public void Write(BinaryWriter writer)
    {
        WriteIoc(writer, Ioc);
        writer.Write7BitEncodedInt(Level);
        writer.Write7BitEncodedInt(Trees);
        writer.Write((byte)Expansion);
        writer.Write((byte)Sharing);
        writer.Write7BitEncodedInt(Tags.Count);
        foreach (var tag in Tags)
        {
            writer.Write(tag.Name);
            writer.Write((byte)tag.Class);
            writer.Write(tag.By);
            writer.Write(tag.Version is not null);
            if (tag.Version is not null)
            {
                writer.Write(tag.Version);
            }
        }
    }

    public static GraphNode Read(BinaryReader reader)
    {
        var ioc = ReadIoc(reader);
        var level = reader.Read7BitEncodedInt();
        var trees = reader.Read7BitEncodedInt();
        var expansion = (NodeExpansion)reader.ReadByte();
        var sharing = (SharingLevel)reader.ReadByte();
        var tags = new Tag[reader.Read7BitEncodedInt()];
        for (var i = 0; i < tags.Length; i++)
        {
            tags[i] = new(reader.ReadString(), (TagClass)reader.ReadByte(), reader.ReadString(), reader.ReadBoolean() ? reader.ReadString() : null);
        }

        return new(ioc, level, trees, expansion, sharing, tags);
    }

    internal static void WriteIoc(BinaryWriter writer, Ioc ioc)
    {
        writer.Write((byte)ioc.Type);
        writer.Write(ioc.Value);
    }

    internal static Ioc ReadIoc(BinaryReader reader) => new((IocType)reader.ReadByte(), reader.ReadString());
}
