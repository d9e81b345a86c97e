using System.Runtime.CompilerServices;

namespace IocExplorer.Analysis.Sorting;

/// <summary>
/// Sorts more than fits into memory: what is added is held up to a number of bytes, then written as a sorted run to a file; all runs are merged as they are
/// read. Read as often as needed, after the last <see cref="Add"/>.
/// </summary>
/// <param name="budget">Bytes of memory for what is held; at least one item is.</param>
/// <param name="folder">Where runs are written; they are deleted with this.</param>
internal sealed class SortedRuns<T>(long budget, string folder) : IDisposable
    where T : unmanaged, IComparable<T>
{
    private const int SmallestBuffer = 1024;

    // Each is an open file while they are merged.
    private const int MostFiles = 256;

    private readonly int _most = (int)Math.Clamp(budget / Unsafe.SizeOf<T>(), 1, Array.MaxLength / Unsafe.SizeOf<T>());
    private readonly List<string> _files = [];
    private T[] _held = [];
    private int _count;
    private bool _isSorted;

    public void Add(T item)
    {
        if (_count == _most)
        {
            Spill();
        }

        if (_count == _held.Length)
        {
            Array.Resize(ref _held, (int)Math.Min(_most, Math.Max(SmallestBuffer, 2L * _held.Length)));
        }

        _held[_count++] = item;
        _isSorted = false;
    }

    /// <summary>All items in order. Equal ones are all there.</summary>
    public IEnumerable<T> Read()
    {
        Sort();
        return _files.Count == 0 ? Held() : Merged();
    }

    public void Dispose()
    {
        _held = [];
        _count = 0;
        foreach (var file in _files)
        {
            File.Delete(file);
        }

        _files.Clear();
    }

    private IEnumerable<T> Held()
    {
        for (var at = 0; at < _count; at++)
        {
            yield return _held[at];
        }
    }

    private IEnumerable<T> Merged() => SortedMerge.Of(_files.Select(RunFile.Read<T>).Append(Held()), Comparer<T>.Default);

    private void Spill()
    {
        Sort();
        Write(Held());
        _count = 0;
        if (_files.Count == MostFiles)
        {
            Write(Merged());
            _files[..^1].ForEach(File.Delete);
            _files.RemoveRange(0, _files.Count - 1);
        }
    }

    private void Write(IEnumerable<T> items)
    {
        var file = Path.Combine(folder, Path.GetRandomFileName());
        RunFile.Write(file, items);
        _files.Add(file);
    }

    private void Sort()
    {
        if (!_isSorted)
        {
            _held.AsSpan(0, _count).Sort();
            _isSorted = true;
        }
    }
}
