using IocExplorer.Workers.Configuration;
using IocExplorer.Workers.Settings;

namespace IocExplorer.Workers.Tests.Configuration;

public sealed class SourceDefaultsTests
{
    [Theory]
    [InlineData(null, null, true)]
    [InlineData("https://www.example.com", null, true)]
    [InlineData("http://127.0.0.1:8080", null, false)]
    [InlineData("http://localhost:8080", null, false)]
    [InlineData("http://[::1]:8080", null, false)]
    [InlineData("http://127.0.0.1:8080", true, true)]
    [InlineData(null, false, false)]
    public void SourcesThatNobodyConfigured_AreAskedUnlessSomebodySaysNoOrASourceIsOnThisMachine(string? baseUrl, bool? said, bool expected)
    {
        var settings = new AllSettings
        {
            General = new() { DefaultSources = said },
            Sources = new Dictionary<string, SourceSettings> { ["VirusTotal"] = new() { BaseUrl = baseUrl is null ? null : new(baseUrl) } },
        };

        settings.SourceDefaults.DefaultSources.ShouldBe(expected);
        settings.SourceDefaults.IsRehearsal.ShouldBe(!expected && said is null);
    }

    [Fact]
    public void UrlOfAnOperationOnThisMachine_CountsAsWell()
    {
        var source = new SourceSettings
        {
            Operations = new Dictionary<string, OperationSettings> { ["flint"] = new() { Url = "http://127.0.0.1:8080/flint/{domain}" } },
        };

        new AllSettings { Sources = new Dictionary<string, SourceSettings> { ["QiAnXin"] = source } }.SourceDefaults.DefaultSources.ShouldBeFalse();
    }
}
