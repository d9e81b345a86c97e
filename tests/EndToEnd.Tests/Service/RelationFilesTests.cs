using System.Text;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Messages.Service.Nodes;
using IocExplorer.SourceSimulator;

namespace IocExplorer.EndToEnd.Tests.Service;

/// <summary>Relations of one's own in a service: real files that change while real workers ask them.</summary>
public sealed class RelationFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("own-relations-");

    private string List => Path.Combine(_folder.FullName, "list.csv");

    private string Bundle => Path.Combine(_folder.FullName, "bundle.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Hunts_AreAnsweredOutOfWhatTheFilesHoldNow_AndNeverOutOfHalfOfIt()
    {
        Write(List, "domain,pivot.example.org,calls,ip_address,198.51.100.1\n");
        Write(Bundle, Observed("198.51.100.11"));
        await using var simulator = await Simulator.StartAsync();
        await using var cluster = await Cluster.StartAsync(simulator.BaseAddress, new()
        {
            SharesServer = true,
            Coordinators = 1,
            Workers = 2,
            Settings = new Dictionary<string, string> { ["relations__files__0"] = _folder.FullName, ["relations__lookEvery"] = "1s" },
        });
        (await HuntAsync(cluster)).ShouldBe(["198.51.100.1", "198.51.100.11"]);

        // Whole, by renaming, and cut short: the one is taken, the other is not.
        var began = TimeProvider.System.GetUtcNow();
        await File.WriteAllTextAsync(List + ".new", "domain,pivot.example.org,calls,ip_address,198.51.100.2\n", TestContext.Current.CancellationToken);
        File.Move(List + ".new", List, overwrite: true);
        await File.WriteAllTextAsync(Bundle, Observed("198.51.100.12")[..^20], TestContext.Current.CancellationToken);
        await WhenHeldAsync(cluster, files => files.Exists(f => f.File == List && f.Since > began)
            && files.Exists(f => f.File == Bundle && f.Trouble is { } why && why.StartsWith("is broken JSON", StringComparison.Ordinal)));
        (await HuntAsync(cluster)).ShouldBe(["198.51.100.11", "198.51.100.2"]);

        await File.WriteAllTextAsync(Bundle, Observed("198.51.100.12"), TestContext.Current.CancellationToken);
        await WhenHeldAsync(cluster, files => files.TrueForAll(f => f.Trouble is null) && files.Exists(f => f.File == Bundle && f.Since > began));
        (await HuntAsync(cluster)).ShouldBe(["198.51.100.12", "198.51.100.2"]);
        simulator.Stats.AskedAgain.ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<string>> HuntAsync(Cluster cluster)
    {
        var hunt = await cluster.SubmitAsync(["domain,pivot.example.org"], depth: 1);
        var end = await cluster.WhenEndedAsync(hunt.Id);
        (end.Hunt.State, end.Hunt.Trees.Complete).ShouldBe((HuntState.Finished, 1));
        var tree = Encoding.UTF8.GetString((await cluster.TreesAsync(hunt.Id)).First(t => t.Key.EndsWith(".txt", StringComparison.Ordinal)).Value);
        return [.. tree.Split('\n').Skip(1)
            .Select(line => line[(line.IndexOf("id='", StringComparison.Ordinal) + 4)..])
            .Select(line => line[..line.IndexOf('\'', StringComparison.Ordinal)])
            .Where(v => v.StartsWith("198.51.100.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
    }

    private static Task<IReadOnlyList<NodeView>> WhenHeldAsync(Cluster cluster, Func<List<Messages.HeldFile>, bool> reached) => cluster.WhenNodesAsync(
        cluster.Coordinators[0],
        nodes => nodes.Count(n => n.Sources?.SingleOrDefault(s => s.Source == "file")?.Holds is { } files && reached([.. files])) == cluster.Workers.Count);

    private static string Observed(string address) => $$"""
        {"type":"bundle","id":"bundle--00000000-0000-4000-8000-000000000000","objects":[
         {"type":"domain-name","id":"domain-name--00000000-0000-4000-8000-000000000001","value":"pivot.example.org"},
         {"type":"ipv4-addr","id":"ipv4-addr--00000000-0000-4000-8000-000000000002","value":"{{address}}"},
         {"type":"relationship","id":"relationship--00000000-0000-4000-8000-000000000003","relationship_type":"resolves-to",
           "source_ref":"domain-name--00000000-0000-4000-8000-000000000001","target_ref":"ipv4-addr--00000000-0000-4000-8000-000000000002"}]}
        """;

    // As if it had been there for long.
    private static void Write(string path, string text)
    {
        File.WriteAllText(path, text);
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    }
}
