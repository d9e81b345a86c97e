using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Trees;

public sealed class SharingTests
{
    private static readonly OperationCatalogue Catalogue = CatalogueOf(
        new Operation("Clear", "one", "", [IocType.Domain, IocType.Email, IocType.Url], IsExternal: true),
        new Operation("Amber", "two", "", [IocType.Domain, IocType.Email, IocType.Url], IsExternal: true) { ClearedFor = SharingLevel.Amber },
        new Operation("House", "three", "", [IocType.Domain, IocType.Email, IocType.Url], IsExternal: false));

    [Theory]
    [InlineData(SharingLevel.Clear, "one two three", 0)]
    [InlineData(SharingLevel.Green, "two three", 1)]
    [InlineData(SharingLevel.Amber, "two three", 1)]
    [InlineData(SharingLevel.AmberStrict, "three", 2)]
    [InlineData(SharingLevel.Red, "three", 2)]
    public void Seed_OfALevel_IsAskedOfWhatIsClearedForItAndTheRestIsCounted(SharingLevel level, string asked, int notCleared)
    {
        var walk = new TreeWalk(Domain("a.example"), new(Catalogue, 3, null, new() { Sharing = level }));

        Names(walk).ShouldBe(asked);
        walk.NotCleared.ShouldBe(notCleared);
        walk.NotSent.ShouldBe(0);
    }

    [Fact]
    public void Seed_WithALevelOfItsOwn_GoesByThat()
    {
        var walk = new TreeWalk(Domain("a.example"), new(Catalogue, 3, null, new() { Sharing = SharingLevel.Clear }, level: SharingLevel.Red));

        Names(walk).ShouldBe("three");
    }

    [Fact]
    public void Ioc_FoundBelowASeed_TravelsAsFarAsTheSeed()
    {
        var walk = new TreeWalk(Domain("a.example"), new(Catalogue, 3, null, new() { Sharing = SharingLevel.Amber }));
        var first = walk.TakeNew();

        walk.Take(first[0].Number, Found("r", Domain("b.example")));

        Names(walk).ShouldBe("two three");
        walk.NotCleared.ShouldBe(2);
    }

    [Theory]
    [InlineData("http://10.0.0.1:70000/")]
    [InlineData("http://fd00::5:8080/x")]
    public void UrlOfAnOldAnswer_WhoseHostCannotBeRead_StaysInside(string url)
    {
        var walk = new TreeWalk(new(IocType.Url, url), new(Catalogue, 3, ReservedIocs.IsReserved));

        Names(walk).ShouldBe("three");
        walk.NotSent.ShouldBe(2);
    }

    [Theory]
    [InlineData("own.example", true)]
    [InlineData("mail.own.example", true)]
    [InlineData("notown.example", false)]
    [InlineData("own.example.com", false)]
    public void OwnDomain_AndWhatIsBelowIt_StaysInside(string name, bool stays)
    {
        foreach (var ioc in (Ioc[])[Domain(name), Email($"somebody@{name}"), new(IocType.Url, $"http://{name}/path")])
        {
            var walk = new TreeWalk(ioc, new(Catalogue, 3, null, new() { OwnDomains = ["own.example"] }));

            Names(walk).ShouldBe(stays ? "three" : "one two three");
            walk.NotSent.ShouldBe(stays ? 2 : 0);
        }
    }

    private static string Names(TreeWalk walk) => string.Join(' ', walk.TakeNew().Select(q => Catalogue[q.Operation].Name));
}
