using System.Text.RegularExpressions;
using System.Threading.Channels;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests;

public sealed partial class CommandLineTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheProgram_PrintsOneLineWithItsAddressServesAndStopsWhenTold()
    {
        var stopping = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var output = new LineWriter();
        var running = CommandLine.RunAsync(
            ["--world", "7", "--trouble", "status:503=1,operation=flint", "--trouble", "html=0.5,operation=reverse_email", "--answer-bytes", "2000", "--key",
                "k1", "--quota-per-minute", "VirusTotal=1"],
            output, TextWriter.Null, stopping.Token);
        var address = Address().Match(await output.Lines.ReadAsync(Stop)).Value;

        (await GetAsync(address, "/_simulator/troubles")).ShouldBe("status:503=1,operation=flint\nhtml=0.5,operation=reverse_email\n");
        (await GetAsync(address, "/whois/detail/verdalo.net")).Length.ShouldBeInRange(1_700, 2_300);
        (await GetAsync(address, "/_simulator/seeds?count=1")).Trim()
            .ShouldBe(new SyntheticWorld(new SyntheticWorldOptions { Seed = 7 }).Seeds(1).Single().ToString());
        await stopping.CancelAsync();

        (await running).ShouldBe(0);
        output.Lines.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Seeds_PrintsTheWorldsSeedsAndEnds()
    {
        var output = new StringWriter();

        var exitCode = await CommandLine.RunAsync(["seeds", "--world", "7", "--count", "5"], output, TextWriter.Null, Stop);

        exitCode.ShouldBe(0);
        output.ToString().ShouldBe(string.Concat(new SyntheticWorld(new SyntheticWorldOptions { Seed = 7 }).Seeds(5).Select(seed => seed + output.NewLine)));
    }

    [Fact]
    public async Task Seeds_OfAReplay_AreTheRootsOfItsTrees()
    {
        using var folder = new TemporaryFolder().With("a.json", """{"id":"verdalo.net","type":"domain"}""");
        var output = new StringWriter();

        _ = await CommandLine.RunAsync(["seeds", "--replay", folder.Path], output, TextWriter.Null, Stop);

        output.ToString().Trim().ShouldBe("domain,verdalo.net");
    }

    [Theory]
    [InlineData("'stauts'", "--trouble", "stauts:500")]
    [InlineData("The delay 'slow'", "--delay", "slow")]
    [InlineData("The quota 'none'", "--quota-per-minute", "none")]
    [InlineData("The quota 'Other=4'", "--quota-per-minute", "Other=4")]
    [InlineData("'--nonsense'", "--nonsense")]
    [InlineData("nothing to replay at /no/such/folder", "--replay", "/no/such/folder")]
    [InlineData("fan-out of a synthetic world is at least 1", "--fan-out", "0")]
    public async Task ArgumentsThatMakeNoSense_EndWithTwoAndTheReason(string reason, params string[] args)
    {
        var error = new StringWriter();

        (await CommandLine.RunAsync(args, TextWriter.Null, error, Stop)).ShouldBe(2);

        error.ToString().ShouldContain(reason);
    }

    [Fact]
    public async Task APortThatIsTaken_EndsWithTwoAndNamesThePort()
    {
        await using var other = await Simulator.StartAsync();
        var error = new StringWriter();
        var port = $"{other.BaseAddress.Port}";

        (await CommandLine.RunAsync(["--port", port], TextWriter.Null, error, Stop)).ShouldBe(2);

        error.ToString().ShouldContain($"127.0.0.1:{port}");
    }

    [Fact]
    public async Task Help_ExplainsTroublesAndControlAddresses()
    {
        var output = new StringWriter();

        (await CommandLine.RunAsync(["--help"], output, TextWriter.Null, Stop)).ShouldBe(0);

        output.ToString().ShouldContain("KIND[:FORM][=RATE]");
        output.ToString().ShouldContain("/_simulator/config.ini");
        output.ToString().ShouldContain("--quota-per-minute");
    }

    private static async Task<string> GetAsync(string address, string path)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri(new Uri(address), path), Stop);
    }

    [GeneratedRegex("http://127\\.0\\.0\\.1:[0-9]+/", RegexOptions.None, 1000)]
    private static partial Regex Address();

    /// <summary>Hands over each line as soon as it is written.</summary>
    private sealed class LineWriter : StringWriter
    {
        private readonly Channel<string> _lines = Channel.CreateBounded<string>(100);

        public ChannelReader<string> Lines => _lines.Reader;

        public override async Task WriteLineAsync(string? value) => await _lines.Writer.WriteAsync(value ?? "");
    }
}
