using System.Globalization;
using System.Text.RegularExpressions;
using IocExplorer.SourceSimulator;
using IocExplorer.Testing;
using IocExplorer.Testing.Postgres;
using Npgsql;

namespace IocExplorer.EndToEnd.Tests.Service;

/// <summary>
/// <c>docker-compose.yml</c> and <c>Dockerfile</c> without containers: what they say of rights, and the same commands with the same environment on loopback.
/// Only what a network of containers would give is mapped: names and addresses of hosts, ports, and the paths of secrets.
/// </summary>
public sealed partial class ComposeTests
{
    private const string Remoting = "IOCEXPLORER_node__remoting__";

    private static readonly IReadOnlyList<ComposeService> Services = ComposeService.ReadAll();

    public static TheoryData<string> Names => [.. Services.Select(s => s.Name)];

    [Fact]
    public void Services_AreTheWholeCluster() => Services.Select(s => s.Name).ShouldBe(
        ["database", "coordinator-1", "coordinator-2", "worker-1", "worker-2", "worker-3", "simulator"]);

    [Theory]
    [MemberData(nameof(Names))]
    public void Service_HasNoRightsThatItDoesNotNeed(string name)
    {
        var service = Services.Single(s => s.Name == name);

        service.Text("user").ShouldNotBeNull();
        service.Text("user")!.Split(':')[0].ShouldNotBeOneOf("0", "root");
        service.Text("read_only").ShouldBe("true");
        service.List("cap_drop").ShouldBe(["ALL"]);
        service.List("cap_add").ShouldBeEmpty();
        service.Text("privileged").ShouldBeNull();
        service.Text("network_mode").ShouldBeNull();
        service.List("security_opt").ShouldBe(["no-new-privileges:true"]);
        service.List("tmpfs").ShouldContain(t => t.StartsWith("/tmp:", StringComparison.Ordinal));
        service.Text("restart").ShouldBe("unless-stopped");
        service.Map("healthcheck").ContainsKey("test").ShouldBeTrue();
        service.List("ports").ShouldAllBe(p => p.StartsWith("127.0.0.1:", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Service_GetsItsSecretsAsFilesAndNotByItsEnvironment(string name)
    {
        var service = Services.Single(s => s.Name == name);
        var secrets = ComposeService.Secrets();

        service.List("secrets").ShouldAllBe(s => secrets.ContainsKey(s));
        secrets.ShouldAllBe(s => s.Value == $"./secrets/{s.Key}");
        foreach (var (variable, value) in service.Environment(new Dictionary<string, string>()))
        {
            var isSecret = Secret().IsMatch(variable);
            (isSecret ? service.List("secrets").Contains(value.Replace("/run/secrets/", "", StringComparison.Ordinal)) : !Secret().IsMatch(value))
                .ShouldBeTrue(variable);
        }
    }

    [Fact]
    public void Demo_IsTheSimulatorAlone() => Services.Where(s => s.List("profiles").Count > 0).Select(s => s.Name).ShouldBe(["simulator"]);

    [Theory]
    [MemberData(nameof(Names))]
    public void Service_ThatNeedsTheDatabase_WaitsUntilItIsHealthy(string name)
    {
        var service = Services.Single(s => s.Name == name);
        if (!service.Map("environment").ContainsKey("IOCEXPLORER_database"))
        {
            return;
        }

        ((IDictionary<object, object>)service.Map("depends_on")["database"])["condition"].ShouldBe("service_healthy");
        service.List("secrets").ShouldContain("database-password");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Node_IsReachedByTheOthersUnderItsName_WithCertificatesOnBothSides_AndByNobodyOutside(string name)
    {
        var service = Services.Single(s => s.Name == name);
        if (service.Target is not ("coordinator" or "worker"))
        {
            return;
        }

        var remoting = service.Environment(new Dictionary<string, string>()).Where(v => v.Key.StartsWith(Remoting, StringComparison.Ordinal));
        remoting.ToDictionary(v => v.Key[Remoting.Length..], v => v.Value).ShouldBe(
            new Dictionary<string, string>
            {
                ["host"] = "0.0.0.0",
                ["publicHost"] = name,
                ["certificate"] = "/run/secrets/node.crt",
                ["certificateKey"] = "/run/secrets/node.key",
                ["authority"] = "/run/secrets/ca.crt",
            },
            ignoreOrder: true);
        service.List("ports").ShouldAllBe(p => p.EndsWith(":8080", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Processes_OfTheFile_RunAHuntTogether()
    {
        await using var simulator = await Simulator.StartAsync(new() { World = Worlds.Small });
        using var workspace = new Workspace();
        var database = new NpgsqlConnectionStringBuilder(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());
        var variables = new Dictionary<string, string>
        {
            ["VIRUSTOTAL_URL"] = new Uri(simulator.BaseAddress, "/api/v3").ToString(),
            ["DEFAULT_SOURCES"] = "false",
            ["VIRUSTOTAL_PER_MINUTE"] = "0",
            ["VIRUSTOTAL_PER_DAY"] = "0",
            ["VIRUSTOTAL_PER_MONTH"] = "0",
            ["QIANXIN_URL"] = simulator.BaseAddress.ToString(),
        };
        var secrets = Directory.CreateDirectory(Path.Combine(workspace.Folder, "secrets")).FullName;
        foreach (var secret in ComposeService.Secrets().Keys)
        {
            await File.WriteAllTextAsync(Path.Combine(secrets, secret), $"a-secret-of-the-tests-{secret}\n", TestContext.Current.CancellationToken);
        }

        using var certificates = new Certificates("ca");
        var (certificate, key) = certificates.Of("node");
        File.Copy(certificate, Path.Combine(secrets, "node.crt"), overwrite: true);
        File.Copy(key, Path.Combine(secrets, "node.key"), overwrite: true);
        File.Copy(certificates.Ca, Path.Combine(secrets, "ca.crt"), overwrite: true);

        List<(string Target, Dictionary<string, string> Environment)> nodes = [];
        foreach (var service in Services.Where(s => s.Target is "coordinator" or "worker"))
        {
            var environment = service.Environment(variables).ToDictionary(v => v.Key, v => v.Value.Replace("/run/secrets", secrets, StringComparison.Ordinal));
            environment["IOCEXPLORER_database"] = environment["IOCEXPLORER_database"]
                .Replace("Host=database;Port=5432", $"Host={database.Host};Port={database.Port.ToString(CultureInfo.InvariantCulture)}",
                    StringComparison.Ordinal)
                .Replace("=ioc_explorer;", $"={database.Database};", StringComparison.Ordinal)
                .Replace("Username=ioc_explorer", $"Username={database.Username}", StringComparison.Ordinal);
            environment["IOCEXPLORER_node__listen"] = Port()
                .Replace(environment["IOCEXPLORER_node__listen"], $"127.0.0.1:{FreePort.Take().ToString(CultureInfo.InvariantCulture)}");
            environment[$"{Remoting}host"] = environment[$"{Remoting}publicHost"] = "127.0.0.1";
            nodes.Add((service.Target!, environment));
        }

        List<ProgramProcess> processes = [];
        try
        {
            foreach (var (target, environment) in nodes)
            {
                processes.Add(Start(target, workspace.Folder, [], environment));
            }

            await Task.WhenAll(processes.Select(p => p.PrintedAsync("is ready")));
            foreach (var (target, environment) in nodes.DistinctBy(n => n.Target))
            {
                var healthcheck = Services.First(s => s.Target == target).Map("healthcheck");
                var check = (IEnumerable<object>)healthcheck["test"];
                check.Take(3).ShouldBe(["CMD", .. ComposeService.EntryPoint(target)]);
                (await AnyHealthyAsync(Convert.ToInt32(healthcheck["retries"], CultureInfo.InvariantCulture)))
                    .ShouldBeTrue(string.Concat(processes.Select(p => p.Printed)));

                // As the engine does: the node is unhealthy when so many checks in a row have failed.
                async Task<bool> AnyHealthyAsync(int tries)
                {
                    for (var attempt = 0; attempt < tries; attempt++)
                    {
                        await using var health = Start(target, workspace.Folder, [.. check.Skip(3).Cast<string>()], environment);
                        if ((await health.ExitAsync()).ExitCode == 0)
                        {
                            return true;
                        }
                    }

                    return false;
                }
            }

            workspace.Seeds(SeedLines.Of(Worlds.Small, 5));
            var coordinators = nodes.Where(n => n.Target == "coordinator").Select(n => n.Environment["IOCEXPLORER_node__listen"]);
            await using var console = ProgramProcess.Start(
                "Seed",
                workspace.Folder,
                ["submit", "-i", "ioc.csv", "--depth", "2", "-o", "results"],
                new Dictionary<string, string>
                {
                    ["IOCEXPLORER_SERVER"] = string.Join(',', coordinators),
                    ["IOCEXPLORER_TOKEN_FILE"] = Path.Combine(secrets, "admin-token"),
                });
            var result = await console.ExitAsync();

            result.Errors.ShouldBeEmpty();
            result.ExitCode.ShouldBe(0);
            result.Output.ShouldContain("5 trees with ");
            Directory.GetFiles(workspace.Results, "*.txt").Length.ShouldBe(5);
            string.Concat(processes.Select(p => p.Printed)).ShouldNotContain("a-secret-of-the-tests");
        }
        finally
        {
            foreach (var process in processes)
            {
                await process.DisposeAsync();
            }
        }
    }

    // The command of the image; a program stands where it was built.
    private static ProgramProcess Start(string target, string folder, IReadOnlyList<string> arguments, Dictionary<string, string> environment)
    {
        var command = ComposeService.EntryPoint(target);
        command[0].ShouldBe("dotnet");
        var program = command[1].Split('.')[1];
        Path.GetFileName(ProgramProcess.PathOf(program)).ShouldBe(command[1]);
        return ProgramProcess.Start(program, folder, [.. command.Skip(2), .. arguments], environment);
    }

    [GeneratedRegex("password|token|apiKey|certificate|authority", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Secret();

    [GeneratedRegex("0\\.0\\.0\\.0:[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Port();
}
