using IocExplorer.Hosting.Nodes;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Hosting.Tests.Nodes;

public sealed class OffersTests
{
    [Fact]
    public void Offers_ComeBackAsTheyWereWritten()
    {
        NodeProtocol.Offer[] offers = [new(new(7), 3, SharingLevel.Red), new(new(1), 0, SharingLevel.Clear)];

        OfferText.Read(OfferText.Write(offers)).ShouldBe(offers);
        OfferText.Read(OfferText.Write([])).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("7:3")]
    [InlineData("7:3:99")]
    [InlineData("x:3:1,:,,-1:0:0")]
    public void OffersThatCannotBeRead_ArePassedOver_AndTheOthersCount(string text) =>
        OfferText.Read(text + ",5:1:2").ShouldBe([new(new(5), 1, SharingLevel.Amber)]);

    [Fact]
    public void OperationThatSeveralWorkersOffer_IsClearedForWhatAllAreClearedFor()
    {
        var directory = new OfferDirectory();

        directory.Replace([new(new(1), 4, SharingLevel.Red), new(new(2), 1, SharingLevel.Green), new(new(1), 4, SharingLevel.Green)]);

        directory.Offers.ShouldBe([new(new(2), 1, SharingLevel.Green), new(new(1), 4, SharingLevel.Green)]);
        directory.ClearedFor(new(1)).ShouldBe(SharingLevel.Green);
        directory.ClearedFor(new(9)).ShouldBe(SharingLevel.Clear);
    }
}
