using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Worlds;

public sealed partial class SyntheticWorldTests
{
    private static readonly string[] ReservedTopLevels =
        ["test", "example", "invalid", "local", "localhost", "internal", "lan", "home", "corp", "onion", "arpa"];

    [Fact]
    public void TwoWorldsOfOneSeed_GiveTheSameAnswersAndSeeds()
    {
        var one = new SyntheticWorld(new SyntheticWorldOptions { Seed = 5 });
        var other = new SyntheticWorld(new SyntheticWorldOptions { Seed = 5 });

        other.Seeds(400).ShouldBe(one.Seeds(400));
        foreach (var (relation, value) in SomeQuestions(one))
        {
            other.Find(relation, value).ShouldBe(one.Find(relation, value));
        }
    }

    [Fact]
    public void WorldsOfDifferentSeeds_ShareNoSeeds()
    {
        var one = new SyntheticWorld(new SyntheticWorldOptions { Seed = 5 }).Seeds(400);
        var other = new SyntheticWorld(new SyntheticWorldOptions { Seed = 6 }).Seeds(400);

        one.Intersect(other).ShouldBeEmpty();
    }

    [Fact]
    public void AWorld_StaysTheSameFromReleaseToRelease()
    {
        // Benchmarks of different days are compared: whoever changes this changes what they measure.
        var world = new SyntheticWorld();

        world.Seeds(4).Select(seed => seed.ToString()).ShouldBe(
            ["email,drava.fenpuby12@darmostenmy.com", "file,c189869ed4739563fa9b0144195253f2986ebc63001e0706fc8c3ec442c22ca6", "ip_address,139.71.157.139",
                "domain,bulbrengellu.com"]);
    }

    [Fact]
    public void Seeds_AreDifferentAndOfAllFourTypesInTurn()
    {
        var seeds = new SyntheticWorld().Seeds(2_000).ToList();

        seeds.Distinct().Count().ShouldBe(2_000);
        seeds.CountBy(seed => seed.Type).ShouldAllBe(pair => pair.Value == 500);
    }

    [Fact]
    public void TwoHundredTreesOfTheDefaultWorld_NeedAboutThirtyFiveThousandDifferentQueries()
    {
        var world = new SyntheticWorld();
        var different = new HashSet<(Operation, string)>();
        var all = 0;

        foreach (var seed in world.Seeds(200))
        {
            all += Walk(world, seed, different);
        }

        different.Count.ShouldBeInRange(34_000, 36_000);
        all.ShouldBeInRange(38_000, 44_000);
    }

    [Fact]
    public void Values_LookPublicAndOrdinary()
    {
        var world = new SyntheticWorld(new SyntheticWorldOptions { EmptyShare = 0 });
        foreach (var (relation, value) in SomeQuestions(world))
        {
            foreach (var found in world.Find(relation, value)!)
            {
                ShouldLookPublic(RelationTable.Rows[(int)relation].Yields, found);
            }
        }
    }

    [Fact]
    public void Find_NeverGivesAValueTwiceInOneAnswer()
    {
        var world = new SyntheticWorld(new SyntheticWorldOptions { EmptyShare = 0, FanOut = 50, IpAddresses = 30, Domains = 36, Files = 49, Emails = 1 });
        foreach (var (relation, value) in SomeQuestions(world))
        {
            world.Find(relation, value)!.ShouldBeUnique();
        }
    }

    [Fact]
    public void Find_LeavesAboutTheGivenShareEmpty_HalfOfThemUnknown()
    {
        var world = new SyntheticWorld();
        var answers = SomeQuestions(world).Select(question => world.Find(question.Relation, question.Value)).ToList();

        ((double)answers.Count(answer => answer is null or []) / answers.Count).ShouldBe(0.6, 0.02);
        ((double)answers.Count(answer => answer is null) / answers.Count).ShouldBe(0.3, 0.02);
    }

    [Fact]
    public void Seeds_OfAWorldOfEmptyAnswers_StillCome()
    {
        new SyntheticWorld(new SyntheticWorldOptions { EmptyShare = 1 }).Seeds(8).Count().ShouldBe(8);
    }

    [Fact]
    public void AWorldThatCannotBe_IsRefusedWithEveryReason()
    {
        var options = new SyntheticWorldOptions { Files = 0, FanOut = 0, EmptyShare = 1.5 };

        var message = Should.Throw<ArgumentException>(() => new SyntheticWorld(options)).Message;

        message.ShouldContain("file, not 0");
        message.ShouldContain("fan-out of a synthetic world is at least 1, not 0");
        message.ShouldContain("1.5");
    }

    private static IEnumerable<(RelationKind Relation, string Value)> SomeQuestions(SyntheticWorld world) =>
        from seed in world.Seeds(2_000)
        from row in RelationTable.Rows
        where row.Accepts == seed.Type
        select (row.Kind, "x" + seed.Value);

    private static int Walk(SyntheticWorld world, SeedIoc seed, HashSet<(Operation, string)> different)
    {
        var asked = 0;
        var seen = new HashSet<string>(StringComparer.Ordinal) { seed.Value };
        var open = new Queue<(SeedIoc Ioc, int Depth)>([(seed, 0)]);
        while (open.TryDequeue(out var next))
        {
            var operations = new HashSet<Operation>();
            foreach (var row in RelationTable.Rows.Where(row => row.Accepts == next.Ioc.Type))
            {
                asked += operations.Add(row.Operation) ? 1 : 0;
                _ = different.Add((row.Operation, next.Ioc.Value));
                foreach (var found in world.Find(row.Kind, next.Ioc.Value) ?? [])
                {
                    if (seen.Add(found) && next.Depth < 2)
                    {
                        open.Enqueue((new SeedIoc(row.Yields, found), next.Depth + 1));
                    }
                }
            }
        }

        return asked;
    }

    private static void ShouldLookPublic(IocType type, string value)
    {
        switch (type)
        {
            case IocType.IpAddress:
                ShouldBePublic(IPAddress.Parse(value).GetAddressBytes());
                break;
            case IocType.File:
                Sha256().IsMatch(value).ShouldBeTrue(value);
                break;
            case IocType.Email:
                value.Split('@').Length.ShouldBe(2, value);
                LocalPart().IsMatch(value.Split('@')[0]).ShouldBeTrue(value);
                ShouldLookPublic(IocType.Domain, value.Split('@')[1]);
                break;
            default:
                Name().IsMatch(value).ShouldBeTrue(value);
                ReservedTopLevels.ShouldNotContain(value[(value.LastIndexOf('.') + 1)..]);
                value.Contains("example", StringComparison.Ordinal).ShouldBeFalse(value);
                break;
        }
    }

    private static void ShouldBePublic(byte[] octets)
    {
        var text = string.Join('.', octets.Select(octet => octet.ToString(CultureInfo.InvariantCulture)));
        (octets[0] is > 10 and < 224 and not 127).ShouldBeTrue(text);
        (octets[0] == 100 && octets[1] is >= 64 and < 128).ShouldBeFalse(text);
        (octets[0] == 169 && octets[1] == 254).ShouldBeFalse(text);
        (octets[0] == 172 && octets[1] is >= 16 and < 32).ShouldBeFalse(text);
        (octets[0] == 192 && (octets[1] is 0 or 88 or 168)).ShouldBeFalse(text);
        (octets[0] == 198 && (octets[1] is 18 or 19 or 51)).ShouldBeFalse(text);
        (octets[0] == 203 && octets[1] == 0).ShouldBeFalse(text);
        (octets[3] is > 0 and < 255).ShouldBeTrue(text);
    }

    [GeneratedRegex("^[0-9a-f]{64}$", RegexOptions.None, 1000)]
    private static partial Regex Sha256();

    [GeneratedRegex("^[a-z]+\\.[a-z]+[0-9]+$", RegexOptions.None, 1000)]
    private static partial Regex LocalPart();

    [GeneratedRegex("^[a-z]+(-[a-z]+)?[0-9]*(\\.[a-z]{2,})+$", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
