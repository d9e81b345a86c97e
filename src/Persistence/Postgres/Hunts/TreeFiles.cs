using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Records;

namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>A tree as it is written out.</summary>
/// <param name="Name">Without the ending of a format.</param>
/// <param name="ByFormat">
/// By the name of the format, which is its ending; each compressed with gzip. Under <see cref="RecordFormat"/> what <see cref="TreeRecordBytes"/> has packed,
/// under <see cref="KeysFormat"/> what <see cref="TreeKeys.Of"/> gives.
/// </param>
public sealed record TreeFiles(string Name, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> ByFormat)
{
    /// <summary>No file: what the hunt keeps of the tree for reports.</summary>
    public const string RecordFormat = "record";

    /// <summary>No file: which IOCs the tree has, by which it is found without reading its record.</summary>
    public const string KeysFormat = "keys";
}
