using IocExplorer.Hosting.Configuration;

namespace IocExplorer.Hosting.Tests.Configuration;

public sealed class DurationTests
{
    [Theory]
    [InlineData("24h", 86_400)]
    [InlineData("500ms", 0.5)]
    [InlineData("15s", 15)]
    [InlineData("7d", 604_800)]
    [InlineData("2w", 1_209_600)]
    [InlineData("5min", 300)]
    [InlineData("5m", 300)]
    [InlineData("1h30m", 5_400)]
    [InlineData("1.5h", 5_400)]
    [InlineData(" 10 S ", 10)]
    [InlineData("0s", 0)]
    [InlineData("1.00:00:30", 86_430)]
    [InlineData("00:05", 300)]
    [InlineData("PT24H", 86_400)]
    [InlineData("P1DT1M", 86_460)]
    public void TryParse_OfAUsualForm_ReadsIt(string text, double seconds)
    {
        Duration.TryParse(text, out var span).ShouldBeTrue();

        span.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Theory]
    [InlineData("")]
    [InlineData("24")]
    [InlineData("h")]
    [InlineData("24hours")]
    [InlineData("-5s")]
    [InlineData("-00:05:00")]
    [InlineData("1..5h")]
    [InlineData("99999999999999999999d")]
    [InlineData("P")]
    [InlineData("-P1D")]
    [InlineData("soon")]
    public void TryParse_OfAnythingElse_Refuses(string text) => Duration.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(0.25, "250 ms")]
    [InlineData(59.4, "59 s")]
    [InlineData(60, "1 min")]
    [InlineData(5_430, "1 h 30 min")]
    [InlineData(90_000, "1 d 1 h")]
    [InlineData(86_460, "1 d")]
    public void Text_ShowsTheTwoLargestUnits(double seconds, string text) => Duration.Text(TimeSpan.FromSeconds(seconds)).ShouldBe(text);
}
