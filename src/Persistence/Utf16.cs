using System.Text;

namespace IocExplorer.Persistence;

/// <summary>Texts as a store of UTF-8 keeps them.</summary>
internal static class Utf16
{
    /// <summary>Half of a surrogate pair becomes U+FFFD: the key that a store is searched by must be the one that it keeps.</summary>
    public static string WholePairs(string text) =>
        text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0 ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
