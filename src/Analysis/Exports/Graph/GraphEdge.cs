namespace IocExplorer.Analysis.Exports.Graph;

/// <summary>A relation of a hunt, out of all trees that show it.</summary>
/// <param name="Key">Its texts are made harmless by <see cref="ExportText"/>.</param>
/// <param name="Operation">Which operation of the source said it; the first by name of several.</param>
/// <param name="Seen">The first and the last time of all that is told.</param>
/// <param name="At">When the latest answer was recorded, in Unix seconds; 0: not known.</param>
/// <param name="Trees">How many show it.</param>
/// <param name="Sharing">
/// The strictest level of these, and of what tags say of the IOC that it leads to; as read from a <see cref="HuntGraph"/> also of the IOC that it starts from.
/// </param>
internal sealed record GraphEdge(EdgeKey Key, string Operation, Seen Seen, long At, int Trees, SharingLevel Sharing) : IMergeable<GraphEdge, EdgeKey>
{
    public Ioc From => Key.From;

    public Ioc To => Key.To;

    public string Label => Key.Label;

    public string Source => Key.Source;

    public DateTimeOffset? AskedAt => At == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(At);

    public int Weight => From.Value.Length + To.Value.Length + 40;

    public static int Compare(EdgeKey one, EdgeKey other) => EdgeKey.Compare(one, other);

    public GraphEdge Merge(GraphEdge other) => new(
        Key,
        string.CompareOrdinal(Operation, other.Operation) <= 0 ? Operation : other.Operation,
        Seen.MergedWith(other.Seen),
        Math.Max(At, other.At),
        Trees + other.Trees,
        Sharing > other.Sharing ? Sharing : other.Sharing);

    public void Write(BinaryWriter writer)
    {
        GraphNode.WriteIoc(writer, From);
        GraphNode.WriteIoc(writer, To);
        writer.Write(Label);
        writer.Write(Source);
        writer.Write(Operation);
        writer.Write7BitEncodedInt64(Seen.FirstSeconds);
        writer.Write7BitEncodedInt64(Seen.LastSeconds);
        writer.Write7BitEncodedInt64(At);
        writer.Write7BitEncodedInt(Trees);
        writer.Write((byte)Sharing);
    }

    public static GraphEdge Read(BinaryReader reader) => new(
        new(GraphNode.ReadIoc(reader), GraphNode.ReadIoc(reader), reader.ReadString(), reader.ReadString()),
        reader.ReadString(),
        new(reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64()),
        reader.Read7BitEncodedInt64(),
        reader.Read7BitEncodedInt(),
        (SharingLevel)reader.ReadByte());
}
