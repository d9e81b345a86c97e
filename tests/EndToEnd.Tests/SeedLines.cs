using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.EndToEnd.Tests;

/// <summary>Seeds of a simulated world as lines of an input file.</summary>
internal static class SeedLines
{
    public static IEnumerable<string> Of(IWorld world, int count) =>
        world.Seeds(count).Select(seed => $"{RelationTable.NameOf(seed.Type)},{seed.Value}");
}
