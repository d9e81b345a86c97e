using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace IocExplorer.Workers.Files.Stix;

/// <summary>
/// Which versions of an object count: of those with one id the one modified last, in whatever order and out of whatever file they come; none, when one of them
/// is revoked. STIX allows no version after a revocation, so whatever is dated later, or a revocation without a date, changes nothing. Cyber-observables have
/// no time of modification, and each of their copies may say something of its own: all of them count.
/// </summary>
internal sealed class StixVersions
{
    private readonly Dictionary<string, Latest> _latest = new(StringComparer.Ordinal);
    private readonly HashSet<(string Id, UInt128 Content)> _said = [];

    /// <summary>What is to be done with a version.</summary>
    public enum Standing
    {
        Counts,
        Repeated,
        Older,
        Revoked,
    }

    /// <summary>An object without an id is known by what stands in it.</summary>
    public static string IdOf(JsonElement found) =>
        found.Text("id") is { Length: > 0 } id ? id : $"#{ContentOf(found):x}";

    /// <summary>First pass: to be called for all objects of all files.</summary>
    public void See(JsonElement found)
    {
        var id = IdOf(found);
        var latest = _latest.GetValueOrDefault(id);
        _latest[id] = new(Math.Max(TimeOf(found), latest.Time), latest.IsRevoked || found.Flag("revoked") == true, latest.Copies + 1);
    }

    /// <summary>To be asked about each object once.</summary>
    public Standing Judge(JsonElement found)
    {
        var standing = StandingOf(found);
        var id = IdOf(found);
        return standing == Standing.Counts && _latest[id].Copies > 1 && !_said.Add((id, ContentOf(found))) ? Standing.Repeated : standing;
    }

    /// <summary>As <see cref="Judge"/>, of copies of the same version alike.</summary>
    public Standing StandingOf(JsonElement found)
    {
        var latest = _latest[IdOf(found)];
        return TimeOf(found) < latest.Time ? Standing.Older
            : latest.IsRevoked ? Standing.Revoked
            : Standing.Counts;
    }

    // However it is indented.
    private static UInt128 ContentOf(JsonElement found)
    {
        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(found), JsonFile.Lenient);
        using var content = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (reader.Read())
        {
            content.AppendData([(byte)reader.TokenType]);
            content.AppendData(reader.ValueSpan);
        }

        return BinaryPrimitives.ReadUInt128LittleEndian(content.GetHashAndReset());
    }

    // In ticks of 100 ns; 0 when it has none.
    private static long TimeOf(JsonElement found) =>
        DateTimeOffset.TryParse(
            found.Text("modified") ?? found.Text("created"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces,
            out var time)
            ? time.UtcTicks : 0;

    private readonly record struct Latest(long Time, bool IsRevoked, int Copies);
}
