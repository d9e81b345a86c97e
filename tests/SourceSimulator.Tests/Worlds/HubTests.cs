using System.Net;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Worlds;

public sealed class HubTests
{
    private static readonly SyntheticWorld World = new(new() { Hubs = 4, HubFanOut = 40 });

    [Fact]
    public void Hubs_AreHalfParkingAndFanOutAsFarAsIsSaid()
    {
        World.Hubs.Select(hub => hub.IsParking).ShouldBe([false, true, false, true]);
        World.Hubs.Select(hub => hub.Address).ShouldBeUnique();
        World.Hubs.ShouldAllBe(hub => IPAddress.Parse(hub.Address).GetAddressBytes()[0] == 192 && IPAddress.Parse(hub.Address).GetAddressBytes()[1] == 1);
        foreach (var hub in World.Hubs)
        {
            World.Find(RelationKind.IpDownloadedFile, hub.Address)!.Distinct().Count().ShouldBe(40);
            World.Find(SourceRelations.MnemonicName, hub.Address)!.Select(seen => seen.Value).Distinct().Count().ShouldBe(40);
        }
    }

    [Fact]
    public void AnswersWithAddresses_EndInAHubAboutOnceInFour()
    {
        var hubs = World.Hubs.Select(hub => hub.Address).ToHashSet();
        var answers = World.Seeds(4_000).Where(seed => seed.Type == IocType.Domain).Select(seed => World.Find(RelationKind.DomainResolution, seed.Value))
            .OfType<IReadOnlyList<string>>().Where(values => values.Count > 0).ToList();

        answers.Count(values => hubs.Contains(values[^1])).ShouldBeInRange(answers.Count / 5, answers.Count / 3);
        answers.SelectMany(values => values.SkipLast(1)).ShouldNotContain(value => hubs.Contains(value));
    }

    [Fact]
    public void WithoutHubs_TheWorldIsWhatItWas()
    {
        var plain = new SyntheticWorld();
        var hubs = World.Hubs.Select(hub => hub.Address).ToHashSet();

        plain.Hubs.ShouldBeEmpty();
        foreach (var seed in plain.Seeds(400).Where(seed => seed.Type == IocType.Domain))
        {
            var mine = plain.Find(RelationKind.DomainResolution, seed.Value);
            var theirs = World.Find(RelationKind.DomainResolution, seed.Value);
            (mine?.Count).ShouldBe(theirs?.Count);
            (mine ?? []).Zip(theirs ?? []).Where(pair => pair.First != pair.Second).ShouldAllBe(pair => hubs.Contains(pair.Second));
        }
    }

    [Fact]
    public void Truth_NamesWhatEachSourceHolds()
    {
        var world = new GivenWorld()
            .Add(RelationKind.FlintAddress, "verdalo.net", "62.4.9.1")
            .Add(SourceRelations.ValidinAddress, "verdalo.net", new Sighting("62.4.9.2"))
            .Add(SourceRelations.CrtShName, "verdalo.net");

        Truth.Of(world, IocType.Domain, "verdalo.net").Select(row => $"{row.Source} {row.Relation} {row.Yields} {row.Sightings[0].Value} {row.HasTimes}")
            .ShouldBe(["QiAnXin flint IpAddress 62.4.9.1 False", "Validin address IpAddress 62.4.9.2 True"]);
    }
}
