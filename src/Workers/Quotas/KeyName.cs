using System.Security.Cryptography;

namespace IocExplorer.Workers.Quotas;

/// <summary>Names an API key in the ledger without telling it: the source, and the first 64 bits of a SHA-256 over source and key.</summary>
internal static class KeyName
{
    private const int Bytes = 8;

    public static string Of(string source, string? apiKey)
    {
        if (apiKey is null)
        {
            return $"{source} without key";
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{source}\n{apiKey}"));
        return $"{source} {Convert.ToHexStringLower(hash.AsSpan(0, Bytes))}";
    }
}
