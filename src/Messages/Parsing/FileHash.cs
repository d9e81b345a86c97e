using System.Buffers;

namespace IocExplorer.Messages.Parsing;

/// <summary>MD5, SHA-1 and SHA-256 as hex. Normal is lower case.</summary>
internal static class FileHash
{
    private static readonly SearchValues<char> s_lowerHex = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> s_hex = SearchValues.Create("0123456789abcdefABCDEF");

    public static bool IsNormal(ReadOnlySpan<char> text) => KindOf(text) is not null && !text.ContainsAnyExcept(s_lowerHex);

    /// <summary>By length alone.</summary>
    public static FileHashKind? KindOf(ReadOnlySpan<char> value) => value.Length switch
    {
        32 => FileHashKind.Md5,
        40 => FileHashKind.Sha1,
        64 => FileHashKind.Sha256,
        _ => null,
    };

    /// <summary>
    /// Hex of a length that some hash has, a kind that is not explored included: the reason then names it, instead of calling it a bad domain.
    /// </summary>
    public static bool HasShape(ReadOnlySpan<char> text) => text.Length >= 32 && text.Length % 8 == 0 && !text.ContainsAnyExcept(s_hex);

    public static bool TryNormalise(string text, out string value, out string reason)
    {
        value = "";
        reason = text.AsSpan().ContainsAnyExcept(s_hex) ? "is no file hash (MD5, SHA-1 or SHA-256 in hex)"
            : KindOf(text) is null ? "is no MD5 (32 hex digits), SHA-1 (40) or SHA-256 (64)"
            : "";
        if (reason.Length == 0)
        {
            value = text.ToLowerInvariant();
        }

        return reason.Length == 0;
    }
}
