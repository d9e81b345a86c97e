using System.Buffers;
using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace IocExplorer.Coordinator.Results;

/// <summary>
/// Names result files after their seed. A value that is a safe file name everywhere stands as it is; any other has its unsafe characters replaced and ends in
/// <c>~</c> and a hash of type and value. A value with a <c>~</c> of its own counts as unsafe, so that no name made safe can be the name of another seed.
/// </summary>
public static class ResultName
{
    /// <summary>The file beside the trees of an archive that says what came of the hunt.</summary>
    public const string Summary = "summary.json";

    private const int LongestValue = 150;
    private const int LongestFileName = 240;
    private const int HashDigits = 12;

    // Lower case only: "A" and "a" are one file on some systems.
    private const string Safe = "abcdefghijklmnopqrstuvwxyz0123456789.-_@+=,&'#%!{}^";
    private static readonly SearchValues<char> _safe = SearchValues.Create(Safe);
    private static readonly SearchValues<char> _safeOrMade = SearchValues.Create(Safe + "~");

    private static readonly FrozenSet<string> _devices = FrozenSet.ToFrozenSet(
    [
        "con", "prn", "aux", "nul", "conin$", "conout$",
        .. Enumerable.Range(0, 10).SelectMany(n => new[] { $"com{n}", $"lpt{n}" }),
    ]);

    /// <summary>The name without the ending.</summary>
    /// <param name="writtenAt">Local time; the name contains the minute.</param>
    /// <param name="isTaken">Another seed of the hunt has the same value under another type, and with it the plain name.</param>
    public static string For(Ioc seed, int depth, DateTimeOffset writtenAt, bool isTaken = false) =>
        $"{(isTaken || !IsSafe(seed.Value) ? MakeSafe(seed) : seed.Value)}_depth_{depth}_{writtenAt:yyyyMMddHHmm}";

    /// <summary>
    /// Whether a name from outside may be that of a result file: one that could stand here, or <see cref="Summary"/>. None of these
    /// leads out of its folder, hides, is a device, or differs from another by case alone.
    /// </summary>
    public static bool IsFileName(string name) =>
        name.Length <= LongestFileName
        && (name == Summary || TreeFormats.Endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal)))
        && !name.AsSpan().ContainsAnyExcept(_safeOrMade)
        && name[0] is not ('.' or '-')
        && !IsDevice(name);

    /// <summary>Whether a value can be part of a file name on every system, as it is.</summary>
    internal static bool IsSafe(string value) =>
        value.Length is > 0 and <= LongestValue
        && !value.AsSpan().ContainsAnyExcept(_safe)
        && value[0] is not ('.' or '-')
        && !IsDevice(value);

    // Windows takes "nul.example.com_depth_3" for the device; what counts is what stands before the first dot.
    private static bool IsDevice(string value) =>
        value.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 && _devices.Contains(value[..dot]);

    private static string MakeSafe(Ioc seed)
    {
        var kept = seed.Value.Length <= LongestValue ? seed.Value : seed.Value[..(LongestValue - 30)];
        var name = new StringBuilder(kept.Length + HashDigits + 1);
        foreach (var unit in kept.ToLowerInvariant())
        {
            name.Append(_safe.Contains(unit) ? unit : '_');
        }

        if (name.Length == 0 || name[0] is '.' or '-' || IsDevice(name.ToString()))
        {
            name.Insert(0, '_');
        }

        // The bytes of UTF-16, not UTF-8: values with different broken surrogates are different values.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([(byte)seed.Type]);
        hash.AppendData(MemoryMarshal.AsBytes(seed.Value.AsSpan()));
        return $"{name}~{Convert.ToHexStringLower(hash.GetHashAndReset())[..HashDigits]}";
    }
}
