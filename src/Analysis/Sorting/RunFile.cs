using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IocExplorer.Analysis.Sorting;

/// <summary>A sorted run in a file, item by item as in memory: it is read by the process that wrote it.</summary>
internal static class RunFile
{
    private const int Portion = 1 << 16;

    public static void Write<T>(string file, IEnumerable<T> items)
        where T : unmanaged
    {
        using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var portion in items.Chunk(Portion / Unsafe.SizeOf<T>()))
        {
            stream.Write(MemoryMarshal.AsBytes(portion.AsSpan()));
        }
    }

    public static IEnumerable<T> Read<T>(string file)
        where T : unmanaged
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        var items = new T[Portion / Unsafe.SizeOf<T>()];
        while (true)
        {
            var bytes = MemoryMarshal.AsBytes(items.AsSpan());
            var got = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) / Unsafe.SizeOf<T>();
            for (var at = 0; at < got; at++)
            {
                yield return items[at];
            }

            if (got < items.Length)
            {
                yield break;
            }
        }
    }
}
