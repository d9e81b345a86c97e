namespace IocExplorer.Analysis.Exports.Graph;

/// <summary>Something that is told many times and of which each telling may know more: it can be sorted, merged, and kept in a file.</summary>
internal interface IMergeable<T, TKey>
    where TKey : notnull
{
    /// <summary>What is told of under one key is merged.</summary>
    TKey Key { get; }

    /// <summary>About how much memory it takes, in characters.</summary>
    int Weight { get; }

    static abstract int Compare(TKey one, TKey other);

    static abstract T Read(BinaryReader reader);

    /// <summary>In whatever order tellings are merged, the result is the same.</summary>
    T Merge(T other);

    void Write(BinaryWriter writer);
}
