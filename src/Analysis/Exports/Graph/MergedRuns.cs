using System.Text;
using IocExplorer.Analysis.Sorting;

namespace IocExplorer.Analysis.Exports.Graph;

/// <summary>
/// Sorts and merges more than fits into memory: what has come together is sorted and put into a file when it is too much (a run), and the runs are merged in
/// one go at the end. What fits is never written.
/// </summary>
/// <param name="folder">For the files; made and deleted by the caller.</param>
/// <param name="name">In front of the names of the files.</param>
/// <param name="mostWeight">How much is held, in characters.</param>
internal sealed class MergedRuns<T, TKey>(Lazy<DirectoryInfo> folder, string name, long mostWeight)
    where T : class, IMergeable<T, TKey>
    where TKey : notnull
{
    // Each is an open file while it is merged.
    private const int MostRuns = 64;
    private const int OverheadOfAnItem = 60;

    private static readonly Comparer<T> s_byKey = Comparer<T>.Create((one, other) => T.Compare(one.Key, other.Key));
    private readonly List<string> _runs = [];
    private readonly Dictionary<TKey, T> _held = [];
    private T[]? _sorted;
    private long _weight;
    private int _files;

    /// <summary>Of distinct items; known after <see cref="End"/>.</summary>
    public long Count { get; private set; }

    public void Add(T item)
    {
        if (_held.TryGetValue(item.Key, out var held))
        {
            var merged = held.Merge(item);
            _held[item.Key] = merged;
            _weight += merged.Weight - held.Weight;
        }
        else
        {
            _held.Add(item.Key, item);
            _weight += item.Weight + OverheadOfAnItem;
        }

        if (_weight > mostWeight)
        {
            Spill();
        }
    }

    /// <summary>To be called once, when all is added and before anything is read.</summary>
    public void End()
    {
        if (_runs.Count == 0)
        {
            _sorted = Sorted();
            Count = _sorted.Length;
            _held.Clear();
            return;
        }

        Spill();
        MergeTo(1);
    }

    /// <summary>All items by key; may be read any number of times.</summary>
    public IEnumerable<T> Read() => _sorted ?? Read(_runs[0]);

    private void Spill()
    {
        WriteRun(Sorted());
        _held.Clear();
        _weight = 0;
        if (_runs.Count > MostRuns)
        {
            MergeTo(1);
        }
    }

    private T[] Sorted()
    {
        T[] items = [.. _held.Values];
        Array.Sort(items, s_byKey);
        return items;
    }

    private void MergeTo(int runs)
    {
        while (_runs.Count > runs)
        {
            string[] merged = [.. _runs.Take(MostRuns)];
            _runs.RemoveRange(0, merged.Length);
            WriteRun(Merge(merged.Select(Read)));
            foreach (var run in merged)
            {
                File.Delete(run);
            }
        }
    }

    private void WriteRun(IEnumerable<T> items)
    {
        var path = Path.Combine(folder.Value.FullName, $"{name}{_files++}");
        using var writer = new BinaryWriter(new FileStream(path, FileMode.CreateNew, FileAccess.Write), Encoding.UTF8);
        Count = 0;
        foreach (var item in items)
        {
            item.Write(writer);
            Count++;
        }

        _runs.Add(path);
    }

    private static IEnumerable<T> Read(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read);
        using var reader = new BinaryReader(file, Encoding.UTF8);
        var length = file.Length;
        while (file.Position < length)
        {
            yield return T.Read(reader);
        }
    }

    private static IEnumerable<T> Merge(IEnumerable<IEnumerable<T>> runs)
    {
        T? merged = null;
        foreach (var item in SortedMerge.Of(runs, s_byKey))
        {
            if (merged is not null && T.Compare(merged.Key, item.Key) == 0)
            {
                merged = merged.Merge(item);
                continue;
            }

            if (merged is not null)
            {
                yield return merged;
            }

            merged = item;
        }

        if (merged is not null)
        {
            yield return merged;
        }
    }
}
