using System.Text;
using System.Text.Json;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;
using IocExplorer.Testing;

namespace IocExplorer.Coordinator.Tests.Trees;

/// <summary>The published results of the original tool, walked again from the answers that they show.</summary>
public sealed class RecordedTreesTests
{
    private static readonly Dictionary<string, string> _operationOf = new()
    {
        ["QAX: domain to resolution ip"] = "flint",
        ["QAX: domain to whois email"] = "registrant_email",
        ["QAX: Whois email to domain"] = "reverse_email",
        ["QAX: file to contacted ip"] = "file_reputation",
        ["QAX: file to contacted domain"] = "file_reputation",
        ["VT: IP to downloaded file"] = "ip_downloaded_files",
        ["VT: domain to downloaded file"] = "domain_downloaded_files",
        ["VT: domain to resolution ip"] = "domain_resolutions",
        ["VT: file to contacted ip"] = "file_contacted_ips",
        ["VT: file to contacted domain"] = "file_contacted_domains",
        ["VT: file to execution parent"] = "file_execution_parents",
    };

    [Fact]
    public void RecordedTrees_WalkedAgain_ComeOutByteForByte()
    {
        var files = Recordings();
        foreach (var json in files)
        {
            var world = new World();
            using var document = JsonDocument.Parse(File.ReadAllBytes(json));
            var seed = Learn(world, document.RootElement);
            for (var order = 0; order < 10; order++)
            {
                var tree = ExplorationTree.Build(Walks.Run(world, seed, depth: 3, new Random(order)));

                Encoding.UTF8.GetBytes(Walks.Json(tree)).ShouldBe(File.ReadAllBytes(json), Path.GetFileName(json));
                Encoding.UTF8.GetBytes(Walks.Txt(tree)).ShouldBe(File.ReadAllBytes(Path.ChangeExtension(json, ".txt")), Path.GetFileName(json));
            }
        }
    }

    private static string[] Recordings()
    {
        if (CheckoutFolder.Recordings is not { } folder || !Directory.Exists(Path.Combine(folder, "recorded-trees")))
        {
            CheckoutFolder.RecordingsAreRequired.ShouldBeFalse("../shared/recorded-trees must be there on the build server.");
            Assert.Skip("No recorded trees beside the checkout.");
            return [];
        }

        var files = Directory.GetFiles(Path.Combine(folder, "recorded-trees"), "*.json");
        files.ShouldNotBeEmpty();
        return files;
    }

    private static Ioc Learn(World world, JsonElement node)
    {
        var ioc = IocOf(node);
        if (node.TryGetProperty("children", out var children))
        {
            foreach (var answer in children.EnumerateArray().GroupBy(c => _operationOf[c.GetProperty("relation").GetString()!]))
            {
                world[answer.Key, ioc] = new Answer.Found(
                    [.. answer.Select(c => new Relation(c.GetProperty("relation").GetString()!, IocOf(c)))], Cut: false);
            }

            foreach (var child in children.EnumerateArray())
            {
                Learn(world, child);
            }
        }

        return ioc;
    }

    private static Ioc IocOf(JsonElement node)
    {
        IocTypeNames.TryParse(node.GetProperty("type").GetString(), out var type).ShouldBeTrue();
        return new(type, node.GetProperty("id").GetString()!);
    }
}
