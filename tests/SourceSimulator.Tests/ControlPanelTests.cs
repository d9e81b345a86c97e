using System.Net;
using IocExplorer.SourceSimulator.Accounting;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests;

public sealed class ControlPanelTests
{
    [Fact]
    public async Task Troubles_AreReplacedShownAndCleared()
    {
        await using var simulator = await Simulator.StartAsync();
        using var wire = new WireClient(simulator);

        using var put = await wire.SendAsync(HttpMethod.Put, "/_simulator/troubles", body: "status:500=0.5\nhang,first=1\n");
        put.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await wire.GetTextAsync("/_simulator/troubles")).ShouldBe("status:500=0.5\nhang=1,first=1\n");

        using var clear = await wire.SendAsync(HttpMethod.Put, "/_simulator/troubles", body: "");
        clear.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        simulator.Troubles.ShouldBeEmpty();
    }

    [Fact]
    public async Task ATroubleThatCannotBeRead_Is400WithTheReasonAndChangesNothing()
    {
        await using var simulator = await Simulator.StartAsync();
        simulator.SetTroubles("hang=0.5");
        using var wire = new WireClient(simulator);

        using var put = await wire.SendAsync(HttpMethod.Put, "/_simulator/troubles", body: "status:500\nnonsense");

        put.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await put.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("no trouble 'nonsense'");
        simulator.Troubles.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Stats_SayOverHttpWhatTheyAreInProcess()
    {
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { TimeProvider = new ManualTime() });
        using var wire = new WireClient(simulator);
        (await wire.AskAsync(Operation.RegistrantEmail, "verdalo.net")).Dispose();
        (await wire.AskAsync(Operation.RegistrantEmail, "verdalo.net")).Dispose();

        var stats = await wire.GetJsonAsync("/_simulator/stats");

        stats.GetProperty("requests").GetInt32().ShouldBe(2);
        stats.GetProperty("byOperation").GetProperty("registrant_email").GetInt32().ShouldBe(2);
        stats.GetProperty("bySource").GetProperty("QiAnXin").GetProperty("mostInAnyMinute").GetInt32().ShouldBe(2);
        stats.GetProperty("askedAgain")[0].GetProperty("value").GetString().ShouldBe("verdalo.net");
        stats.GetProperty("foreignRequests").GetArrayLength().ShouldBe(0);
        (await wire.GetJsonAsync("/_simulator/queries"))[0].GetProperty("answered").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Reset_ForgetsAllCounts()
    {
        await using var simulator = await Simulator.StartAsync();
        using var wire = new WireClient(simulator);
        (await wire.AskAsync(Operation.RegistrantEmail, "verdalo.net")).Dispose();

        using var reset = await wire.SendAsync(HttpMethod.Post, "/_simulator/reset");

        reset.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        simulator.Stats.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task Requests_AreListedWithTheirOutcome()
    {
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { LogRequests = true });
        using var wire = new WireClient(simulator);
        (await wire.AskAsync(Operation.RegistrantEmail, "verdalo.net")).Dispose();

        var log = await wire.GetJsonAsync("/_simulator/requests");

        log.GetArrayLength().ShouldBe(1);
        log[0].GetProperty("operation").GetString().ShouldBe("registrant_email");
        log[0].GetProperty("outcome").GetString().ShouldBe(nameof(Outcome.Answered));
    }

    [Fact]
    public async Task Seeds_AreTheWorldsAsACsvFile()
    {
        var world = new SyntheticWorld();
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { World = world });
        using var wire = new WireClient(simulator);

        var text = await wire.GetTextAsync("/_simulator/seeds?count=7");

        text.ShouldBe(string.Concat(world.Seeds(7).Select(seed => $"{RelationTable.NameOf(seed.Type)},{seed.Value}\n")));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("many")]
    [InlineData("99999999")]
    public async Task Seeds_OfAnImpossibleNumber_Are400(string count)
    {
        await using var simulator = await Simulator.StartAsync();
        using var wire = new WireClient(simulator);

        using var response = await wire.SendAsync(HttpMethod.Get, $"/_simulator/seeds?count={count}");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task ConfigIni_HasTheSectionsOfTheOriginalAndUrlsThatAnswer()
    {
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { AcceptedKeys = ["k1"], EmptyAnswers = EmptyAnswers.EmptyList });
        using var wire = new WireClient(simulator);

        var settings = Settings(await wire.GetTextAsync("/_simulator/config.ini"));

        settings.Keys.Select(key => key.Section).Distinct().ShouldBe(["general", "VirusTotal", "QiAnXin_TI", "QiAnXin_Whoisdb", "QiAnXin_PDNS"]);
        settings[("general", "depth")].ShouldBe("3");
        settings[("VirusTotal", "api_key")].ShouldBe("k1");
        settings[("VirusTotal", "limit")].ShouldBe("10");
        settings[("QiAnXin_Whoisdb", "reverse_email_limit")].ShouldBe("10");
        (settings[("QiAnXin_PDNS", "start")], settings[("QiAnXin_PDNS", "end")]).ShouldBe(("20190101000000", "20200101000000"));
        (settings[("QiAnXin_PDNS", "mode")], settings[("QiAnXin_PDNS", "rtype")]).ShouldBe(("5", "1"));
        foreach (var (key, value) in settings.Where(pair => pair.Value.StartsWith("http", StringComparison.Ordinal)))
        {
            var query = key.Name == "file_reputation" ? "?apikey=k1&param=aa11" : "";
            var path = new Uri(value.Replace('{', 'x').Replace('}', 'x') + query).PathAndQuery;
            using var response = await wire.SendAsync(HttpMethod.Get, path, "k1");
            response.StatusCode.ShouldBe(HttpStatusCode.OK, key.ToString());
        }

        simulator.Stats.ByOperation.Values.ShouldAllBe(count => count == 1);
    }

    [Fact]
    public async Task AnyOtherAddress_Is404AndNamesTheOnesThereAre()
    {
        await using var simulator = await Simulator.StartAsync();
        using var wire = new WireClient(simulator);

        using var response = await wire.SendAsync(HttpMethod.Get, "/_simulator/nonsense");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("GET  /_simulator/stats");
    }

    private static Dictionary<(string Section, string Name), string> Settings(string text)
    {
        var settings = new Dictionary<(string, string), string>();
        var section = "";
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] == '[')
            {
                section = line.Trim('[', ']');
            }
            else
            {
                var parts = line.Split('=', 2);
                settings.Add((section, parts[0].Trim()), parts[1].Trim());
            }
        }

        return settings;
    }
}
