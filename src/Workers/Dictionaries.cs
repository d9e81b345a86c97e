using System.Runtime.InteropServices;

namespace IocExplorer.Workers;

/// <summary>What dictionaries lack.</summary>
internal static class Dictionaries
{
    /// <summary>What stands under a key; a new one, which stands there from now on, when there was none.</summary>
    public static TValue GetOrAdd<TKey, TValue>(this Dictionary<TKey, TValue> dictionary, TKey key)
        where TKey : notnull
        where TValue : class, new() => CollectionsMarshal.GetValueRefOrAddDefault(dictionary, key, out _) ??= new();
}
