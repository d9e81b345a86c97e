using FsCheck;
using FsCheck.Fluent;
using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Tests.Trees;

/// <summary>Small dense worlds, where IOCs are reached by many ways of different length.</summary>
internal static class RandomWorld
{
    private static readonly Operation[] _operations =
    [
        new("A", "one", "v1", [IocType.Domain], IsExternal: true),
        new("A", "two", "v1", [IocType.Domain, IocType.IpAddress], IsExternal: false),
        new("B", "three", "v1", [IocType.IpAddress], IsExternal: true),
    ];

    public static Ioc Seed { get; } = Ioc(0);

    /// <summary>World, depth, and a number for the order of arrival.</summary>
    public static Arbitrary<(World World, int Depth, int Order)> Any(bool valuesOfTwoTypes = false) => Gen.Choose(0, int.MaxValue)
        .Select(number => Make(new Random(number), valuesOfTwoTypes)).ToArbitrary();

    public static Ioc Ioc(int number) => new(number % 3 == 0 ? IocType.Domain : IocType.IpAddress, $"n{number}");

    private static (World, int, int) Make(Random random, bool valuesOfTwoTypes)
    {
        var world = new World { Catalogue = World.CatalogueOf(_operations) };
        var iocs = random.Next(2, 25);
        foreach (var (id, operation) in world.Catalogue.InTreeOrder)
        {
            for (var n = 0; n < iocs; n++)
            {
                foreach (var type in operation.Accepts)
                {
                    world[id, Ioc(n) with { Type = type }] = random.Next(4) switch
                    {
                        0 => Answer.Empty.Instance,
                        1 when random.Next(4) == 0 => new Answer.NotAnswered(NotAnsweredReason.Throttled, "HTTP 429"),
                        _ => new Answer.Found(
                            [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Relation(operation, iocs, random, valuesOfTwoTypes))],
                            Cut: random.Next(8) == 0)
                        {
                            Total = random.Next(4) == 0 ? random.Next(1, 30) : null,
                        },
                    };
                }
            }
        }

        return (world, random.Next(0, 7), random.Next());
    }

    private static Relation Relation(Operation operation, int iocs, Random random, bool valuesOfTwoTypes)
    {
        var target = Ioc(random.Next(iocs));
        return new(
            $"{operation.Source}: {operation.Name} {random.Next(2)}",
            valuesOfTwoTypes && random.Next(3) == 0 ? target with { Type = IocType.Domain } : target)
        {
            Seen = random.Next(2) == 0 ? default : new(0, random.Next(1, 100)),
        };
    }
}
