using IocExplorer.Seed.Tests.Runs;
using IocExplorer.Testing;

namespace IocExplorer.Seed.Tests.Sources;

public sealed class CheckTests
{
    private const string Good = """
        {
          "name": "Own", "version": 1, "baseUrl": "https://own.example/api", "key": { "header": "x-key" },
          "answer": { "items": "data" },
          "operations": [{
            "name": "names", "accepts": ["ip_address", "file"], "kinds": ["ipv4", "sha256"], "path": "/names/{value}",
            "relations": [{ "label": "Own: name", "yields": ["domain", "ip_address"], "value": "data[*].name" }],
            "tags": [{ "value": "data[*].risk", "name": "risk={}" }] }]
        }
        """;

    [Fact]
    public async Task Check_OfAGoodDefinition_SaysWhatItAsks()
    {
        using var run = new ConsoleRun();
        run.Write("own.json", Good);

        var exitCode = await run.RunAsync("sources", "check", "own.json");

        run.Error.ShouldBeEmpty();
        exitCode.ShouldBe(0);
        run.Output.ShouldBe("""
            own.json is good: Own, version 1, 1 operation.
              names: GET https://own.example/api/names/{value} about ip_address, file (ipv4, sha256)
                Own: name: domain or ip_address at data[*].name
                tags: risk={}
            Put it into a folder and name that in general.sourcesFolder to use it; `sources try` shows what it finds.

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Check_OfSeveralMistakes_NamesEachWithItsPlace_AndExitsWith2()
    {
        using var run = new ConsoleRun();
        run.Write("own.json",
            Good.Replace("\"yields\"", "\"yeilds\"", StringComparison.Ordinal).Replace("\"version\": 1", "\"version\": 0", StringComparison.Ordinal));

        var exitCode = await run.RunAsync("sources", "check", "own.json");

        exitCode.ShouldBe(2);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldBe("""
            own.json, line 2, version: must be a whole number from 1 to 1000000, not 0
            own.json, line 6, operations[0].relations[0]: lacks "yields"
            own.json, line 6, operations[0].relations[0].yeilds: no such setting; did you mean "yields"?
            3 mistakes. Correct them and check again.

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Check_OfAFileThatComesWithTheProgram_SaysSo_AndAsksForNoOtherName()
    {
        using var run = new ConsoleRun();

        var exitCode = await run.RunAsync("sources", "check", Path.Combine(CheckoutFolder.Root, "src", "Workers", "Sources", "GreyNoise.json"));

        exitCode.ShouldBe(0);
        run.Output.ShouldEndWith("This is the file that comes with the program; `sources try` shows what it finds.\n");
        run.Output.ShouldNotContain("another name");
        run.Output.ShouldNotContain("Put it into a folder");
    }

    [Fact]
    public async Task Check_OfAFileThatIsNotThere_SaysSo()
    {
        using var run = new ConsoleRun();

        (await run.RunAsync("sources", "check", "none.json")).ShouldBe(2);

        run.Error.ShouldStartWith("none.json: cannot be read (it is not there)");
    }

    [Fact]
    public async Task Check_OfANameThatIsBuiltIn_SaysThatItWouldBeRefused()
    {
        using var run = new ConsoleRun();
        run.Write("own.json", Good.Replace("\"Own\"", "\"virustotal\"", StringComparison.Ordinal));

        (await run.RunAsync("sources", "check", "own.json")).ShouldBe(0);

        run.Output.ShouldContain("There is a built-in source virustotal already");
    }
}
