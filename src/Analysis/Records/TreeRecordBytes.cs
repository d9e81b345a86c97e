using System.Runtime.InteropServices;

namespace IocExplorer.Analysis.Records;

/// <summary>One tree record as a store keeps it: what <see cref="TreeRecordCodec"/> writes.</summary>
public static class TreeRecordBytes
{
    /// <inheritdoc cref="TreeRecordCodec.Write"/>
    public static ReadOnlyMemory<byte> Pack(TreeRecord tree)
    {
        using var bytes = new MemoryStream();
        TreeRecordCodec.Write(tree, bytes);
        return bytes.ToArray();
    }

    /// <inheritdoc cref="TreeRecordCodec.Read"/>
    public static TreeRecord Unpack(ReadOnlyMemory<byte> packed)
    {
        using var bytes = MemoryMarshal.TryGetArray(packed, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(packed.ToArray(), writable: false);
        return TreeRecordCodec.Read(bytes);
    }
}
