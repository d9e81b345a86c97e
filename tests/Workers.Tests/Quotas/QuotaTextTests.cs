using IocExplorer.Messages;
using IocExplorer.Testing;
using IocExplorer.Workers.Quotas;

namespace IocExplorer.Workers.Tests.Quotas;

public sealed class QuotaTextTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly QuotaLimits Free = new(4, 500, 15_500);

    [Fact]
    public void Read_OfWhatWasWritten_LeavesTheSamePermits()
    {
        var plan = new QuotaPlan(Free);
        var state = plan.Reserve(QuotaState.New(Noon), 3, Noon, TimeSpan.Zero, TimeSpan.FromMilliseconds(300)).State;

        var read = QuotaText.Read(QuotaText.Write(state), Free, Noon);

        QuotaText.Write(state).ShouldBe(
            """{"v":1,"at":1772712000000,"pace":45000,"blocks":[[60900,3]],"days":[[739679,3]],"months":[[24314,3]]}""");
        QuotaText.Write(read).ShouldBe(QuotaText.Write(state));
        plan.Left(read, Noon, null).ShouldBe(QuotaLimits.Left(1, 497, 15_497));
    }

    [Fact]
    public void Read_OfABlock_KeepsHowLongItStandsAndLeavesTheRestAsItWas()
    {
        var state = QuotaState.New(Noon) with { BlockedIn = TimeSpan.FromSeconds(30).Ticks };

        var text = QuotaText.Write(state);

        text.ShouldBe("""{"v":1,"at":1772712000000,"pace":0,"blocks":[],"days":[],"months":[],"blocked":30000}""");
        QuotaText.Read(text, Free, Noon).BlockedIn.ShouldBe(TimeSpan.FromSeconds(30).Ticks);
        QuotaText.Write(QuotaText.Read(text, Free, Noon)).ShouldBe(text);
    }

    [Fact]
    public void Read_OfAnEndlessBlock_CutsItToADay() =>
        QuotaText.Read("""{"v":1,"at":1772712000000,"pace":0,"blocks":[],"days":[],"months":[],"blocked":999999999999}""", Free, Noon)
            .BlockedIn.ShouldBe(TimeSpan.FromDays(1).Ticks);

    [Fact]
    public void Read_OfEmptyText_IsAFreshKey() =>
        new QuotaPlan(Free).Left(QuotaText.Read("", Free, Noon), Noon, null).ShouldBe(QuotaLimits.Left(4, 500, 15_500));

    [Theory]
    [InlineData("garbage")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"v":2,"at":1772712000000}""")]
    [InlineData("""{"v":1,"at":"now"}""")]
    [InlineData("""{"v":1,"at":99999999999999999,"pace":0,"blocks":[],"days":[],"months":[]}""")]
    [InlineData("""{"v":1,"at":1772712000000,"pace":-5,"blocks":[],"days":[],"months":[]}""")]
    [InlineData("""{"v":1,"at":1772712000000,"pace":0,"blocks":[],"days":[],"months":[],"blocked":-1}""")]
    [InlineData("""{"v":1,"at":1772712000000,"pace":0,"blocks":[[1]],"days":[],"months":[]}""")]
    public void Read_OfTextThatIsNotOurs_TakesTheMinuteAsUsedUp(string text)
    {
        var state = QuotaText.Read(text, Free, Noon);

        new QuotaPlan(Free).Left(state, Noon, null).ShouldBe(QuotaLimits.Left(0, 500, 15_500));
        new QuotaPlan(Free).Reserve(state, 1, Noon.AddSeconds(61), null, TimeSpan.Zero).Grant.ShouldNotBeNull();
    }

    [Fact]
    public void Write_AfterAnHourAtAHighRate_StaysShort()
    {
        var plan = new QuotaPlan(new(3000, 0, 0));
        var state = QuotaState.New(Noon);
        for (var second = 0.0; second < 600; second += 0.1)
        {
            state = plan.Reserve(state, 500, Noon.AddSeconds(second), TimeSpan.FromSeconds(0.1), TimeSpan.FromMilliseconds(300)).State;
        }

        QuotaText.Write(state).Length.ShouldBeLessThan(2_000);
    }

    [Fact]
    public void KeyName_OfAKey_NamesItWithoutTellingIt()
    {
        var name = KeyName.Of("VirusTotal", "s3cr3t");

        name.ShouldStartWith("VirusTotal ");
        name.ShouldNotContain("s3cr3t");
        KeyName.Of("VirusTotal", "s3cr3t").ShouldBe(name);
        KeyName.Of("QiAnXin", "s3cr3t").ShouldNotEndWith(name["VirusTotal ".Length..]);
        KeyName.Of("VirusTotal", "other").ShouldNotBe(name);
    }
}
