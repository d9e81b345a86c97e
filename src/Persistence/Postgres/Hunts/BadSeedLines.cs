using System.Text.Json;
using IocExplorer.Messages.Service;
using IocExplorer.Messages.Service.Seeds;

namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>Bad lines as the database keeps them: JSON.</summary>
internal static class BadSeedLines
{
    public static byte[] Write(IReadOnlyList<BadSeedLine> lines) => JsonSerializer.SerializeToUtf8Bytes(lines, ServiceJson.Default.IReadOnlyListBadSeedLine);

    public static IReadOnlyList<BadSeedLine> Read(byte[] text) => JsonSerializer.Deserialize(text, ServiceJson.Default.IReadOnlyListBadSeedLine) ?? [];
}
