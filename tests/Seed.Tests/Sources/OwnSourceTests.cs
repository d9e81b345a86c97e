using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using IocExplorer.Seed.Tests.Runs;
using IocExplorer.Testing;

namespace IocExplorer.Seed.Tests.Sources;

/// <summary>Adds a source as docs/sources.md says, to the letter: its files, its commands, its screen.</summary>
public sealed partial class OwnSourceTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(CheckoutFolder.Root, "docs", "sources.md")).ReplaceLineEndings("\n");

    [Fact]
    public async Task AddingYourOwnSource_AsThePageSays_Works()
    {
        var (answer, definition) = (Block("json", 0), Block("json", 1));
        List<string> asked = [];
        using var run = new ConsoleRun { Http = () => new Inventory(asked, answer) };
        Directory.CreateDirectory(run.At("sources"));
        run.Write(SaveAs().Match(s_page).Groups[1].Value, definition);
        definition.TrimEnd().Split('\n').Length.ShouldBeLessThanOrEqualTo(10 + 1);

        var shown = new List<string>();
        foreach (var line in Block("sh", 0).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split(' ');
            var before = run.Output.Length;
            switch (words[0])
            {
                case "export":
                    var setting = words[1].Split('=');
                    run.Environment[setting[0]] = setting[1];
                    break;
                case "echo":
                    run.Write(words[3], words[1] + "\n");
                    break;
                default:
                    words[0].ShouldBe("ioc-explorer");
                    (await run.RunAsync(words[1..])).ShouldBe(0, run.Error + run.Output);
                    shown.Add(run.Output[before..]);
                    break;
            }
        }

        shown[0].ShouldStartWith("inventory.json is good: Inventory, version 1, 1 operation.\n");
        shown[1].ShouldBe(Block("text", 0));
        asked.ShouldAllBe(a => a == "https://inventory.example.org/names/shop.example.com t0ken");
        asked.Count.ShouldBe(2);
        run.Read(Path.Combine("results", run.Results.Single(r => r.EndsWith(".txt", StringComparison.Ordinal))))
            .ShouldContain("AnyNode(id='198.51.100.7', relation='Inventory: address'");
        (run.Output + run.Error).ShouldNotContain("t0ken");
    }

    private static string Block(string language, int number) =>
        Regex.Matches(s_page, $"```{language}\n(.*?)```", RegexOptions.Singleline, TimeSpan.FromSeconds(5))[number].Groups[1].Value;

    [GeneratedRegex("Save this as `([^`]+)`", RegexOptions.None, 5000)]
    private static partial Regex SaveAs();

    private sealed class Inventory(List<string> asked, string answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            lock (asked)
            {
                asked.Add($"{request.RequestUri!.AbsoluteUri} {string.Join(",", request.Headers.GetValues("X-Token"))}");
            }

            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(answer.TrimEnd(), Encoding.UTF8, "application/json"),
            });
        }
    }
}
