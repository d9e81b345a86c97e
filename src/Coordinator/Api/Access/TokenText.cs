using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace IocExplorer.Coordinator.Api.Access;

/// <summary>A token: <c>ioc_</c> and 256 random bits. Only its owner keeps it; the service stores a hash.</summary>
internal static class TokenText
{
    /// <summary>Lets people and secret scanners recognise it.</summary>
    public const string Prefix = "ioc_";

    /// <summary>Whatever is longer is none.</summary>
    public const int Longest = 1024;

    private const int Bytes = 32;

    public static string Make() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>SHA-256: enough for 256 random bits, where a password would want a slow hash.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
