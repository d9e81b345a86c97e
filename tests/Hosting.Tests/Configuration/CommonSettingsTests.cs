using System.Globalization;
using System.Text;
using IocExplorer.Hosting.Configuration;

namespace IocExplorer.Hosting.Tests.Configuration;

public sealed class CommonSettingsTests
{
    private const string Server = "\"database\": \"Host=db;Database=ioc;Username=ana\"";

    [Fact]
    public void Read_OfADatabaseAlone_GivesTheDefaults()
    {
        var (settings, problems) = Read($"{{ {Server} }}");

        problems.ShouldBeEmpty();
        settings.Database.Server!.ConnectionString.ShouldBe("host=db;database=ioc;username=ana");
        settings.General.ShouldBe(new());
        settings.Service.ShouldBe(new());
        settings.Node.ShouldBe(new());
        settings.Node.Name.ShouldBe(string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{Environment.ProcessId}"));
        settings.Node.Listen.ShouldBe(new("http://127.0.0.1:8081"));
    }

    [Fact]
    public void Read_OfACoordinator_ListensOnItsOwnPort() =>
        Read($"{{ {Server} }}", ProgramKind.Coordinator).Settings.Node.Listen.ShouldBe(new("http://127.0.0.1:8080"));

    [Theory]
    [InlineData("general.depth", "5")]
    [InlineData("general.longestQuotaWait", "2.00:00:00")]
    [InlineData("node.name", "worker-1.eu")]
    [InlineData("node.listen", "http://0.0.0.0:9000/")]
    [InlineData("node.drain", "00:00:04")]
    [InlineData("node.recoverAfter", "00:01:00")]
    [InlineData("node.logFormat", "Text")]
    [InlineData("node.logDetail", "Debug")]
    [InlineData("service.maxSeeds", "7")]
    [InlineData("service.maxBodyBytes", "2048")]
    [InlineData("service.requestsPerMinute", "8")]
    [InlineData("service.activeTrees", "9")]
    public void Read_OfASetting_PutsItInItsPlace(string path, string value)
    {
        var (settings, problems) = Read($"{{ {Server} }}", ProgramKind.Worker, NoFile,
            ("IOCEXPLORER_" + path.Replace(".", "__", StringComparison.Ordinal), value));

        problems.ShouldBeEmpty();
        Shown(settings, path).ShouldBe(value);
    }

    [Theory]
    [InlineData("node.name", "two words", "must be letters, digits and . - _ : only, at most 100 of them.")]
    [InlineData("node.listen", "https://0.0.0.0:8080", "must be http:// with an address of this machine and a port")]
    [InlineData("node.listen", "http://example.com:8080", "must be http:// with an address of this machine and a port")]
    [InlineData("node.listen", "http://127.0.0.1:8080/path", "must be http:// with an address of this machine and a port")]
    [InlineData("node.drain", "11min", "must be from 0 ms to 10 min, not `11min`.")]
    [InlineData("node.recoverAfter", "0s", "must be from 1 s to 1 d, not `0s`.")]
    [InlineData("node.logFormat", "xml", "must be json or text, not `xml`.")]
    [InlineData("node.logDetail", "all", "must be debug, information or warning, not `all`.")]
    [InlineData("node.drian", "1s", "is no setting. Did you mean node.drain?")]
    [InlineData("service.maxSeeds", "0", "must be a whole number from 1 to 10000000, not `0`.")]
    [InlineData("service.maxBodyBytes", "10", "must be a whole number from 1024 to 1073741824, not `10`.")]
    [InlineData("service.requestsPerMinute", "0", "must be a whole number from 1 to 1000000, not `0`.")]
    [InlineData("service.activeTrees", "10001", "must be a whole number from 1 to 10000, not `10001`.")]
    public void Read_OfAnImpossibleValue_NamesTheSettingAndWhatIsPossible(string path, string value, string problem)
    {
        var variable = "IOCEXPLORER_" + path.Replace(".", "__", StringComparison.Ordinal);
        var (_, problems) = Read($"{{ {Server} }}", ProgramKind.Worker, NoFile, (variable, value));

        problems.ShouldHaveSingleItem().ShouldStartWith($"environment variable {variable}: {path} {problem}");
    }

    [Theory]
    [InlineData("node.lease", "15s", "the cluster watches over its nodes itself; how patiently stands under akka.cluster.failure-detector. Remove the line.")]
    [InlineData("node.heartbeat", "3s", "the cluster watches over its nodes itself; how often stands under akka.cluster.failure-detector. Remove the line.")]
    [InlineData("node.listenToHints", "true", "nodes send each other messages and no longer need the database for it. Remove the line.")]
    [InlineData("sources.VirusTotal.lanes", "4", "several nodes spend a key side by side without it. Remove the line.")]
    public void Read_OfASettingOfTheVersionBefore_RefusesItAndSaysWhatTookItsPlace(string path, string value, string instead)
    {
        var variable = "IOCEXPLORER_" + path.Replace(".", "__", StringComparison.Ordinal);
        var (_, problems) = Read($"{{ {Server} }}", ProgramKind.Worker, NoFile, (variable, value));

        problems.ShouldBe([$"environment variable {variable}: {path} is gone: {instead}"]);
    }

    [Fact]
    public void Read_OfWhatSpeaksOfSources_PassesOver()
    {
        var (_, problems) = Read($$"""{ {{Server}}, "sources": { "Nobody": { "apiKeys": ["abc"] } }, "resilience": { "tries": "many" } }""");

        problems.ShouldBeEmpty();
    }

    [Fact]
    public void Read_OfTheSectionOfAkka_HandsItOnUnread()
    {
        var (settings, problems) = Read($$"""{ {{Server}}, "akka": { "loglevel": "DEBUG", "no-such-thing": 1 } }""");

        problems.ShouldBeEmpty();
        settings.Engine.GetString("akka.loglevel").ShouldBe("DEBUG");
        Read($"{{ {Server} }}").Settings.Engine.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Read_OfAVariableForAkka_SaysWhereItBelongs()
    {
        var (_, problems) = Read($"{{ {Server} }}", ProgramKind.Worker, NoFile, ("IOCEXPLORER_akka__loglevel", "DEBUG"));

        problems.ShouldHaveSingleItem().ShouldStartWith(
            "environment variable IOCEXPLORER_akka__loglevel: akka.loglevel is no setting here: what is Akka's stands in the section akka { ... }");
    }

    [Theory]
    [InlineData(ProgramKind.Worker)]
    [InlineData(ProgramKind.Coordinator)]
    public void Read_OfAHostWithoutDatabase_SaysWhatItNeeds(ProgramKind program)
    {
        var (_, problems) = Read("{}", program);

        problems
            .ShouldHaveSingleItem().ShouldStartWith("database is not set. The nodes of a service share a PostgreSQL database: set it to a connection string");
    }

    [Fact]
    public void Read_OfAHostWithAFile_SaysWhatItNeeds()
    {
        var (_, problems) = Read("""{ "database": "ioc.db" }""");

        problems.ShouldHaveSingleItem().ShouldStartWith("my.conf line 1: database is a file. The nodes of a service share a PostgreSQL database");
    }

    [Fact]
    public void Read_OfAPasswordFile_PutsItsTextIntoTheConnectionString()
    {
        var (settings, problems) = Read(
            $$"""{ {{Server}}, "databasePasswordFile": "secret" }""",
            ProgramKind.Worker,
            path =>
            {
                path.ShouldBe("/conf/secret");
                return "p;w=d\n"u8.ToArray();
            });

        problems.ShouldBeEmpty();
        settings.Database.Server!.ConnectionString.ShouldBe("host=db;database=ioc;username=ana;Password=\"p;w=d\"");
        settings.Database.Server.Shown.ShouldBe("host=db;database=ioc;username=ana");
    }

    [Fact]
    public void Read_OfAPasswordFileThatIsNotThere_SaysSo()
    {
        var (_, problems) = Read($$"""{ {{Server}}, "databasePasswordFile": "secret" }""");

        problems.ShouldBe(["my.conf line 1: databasePasswordFile names the file /conf/secret, which cannot be read (it is not there)."]);
    }

    [Fact]
    public void Read_OfSecretFiles_IsLeftToThoseWhoNeedThem()
    {
        const string files = "\"databasePasswordFile\": \"p\", \"service\": { \"adminTokenFile\": \"t\" }";

        Read($"{{ {files} }}", ProgramKind.Console).Problems.ShouldBeEmpty();
        Read($"{{ {Server}, \"service\": {{ \"adminTokenFile\": \"t\" }} }}").Problems.ShouldBeEmpty();
        Read($"{{ {Server}, {files} }}", ProgramKind.Coordinator).Problems.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("0123456789abcdef\n", "0123456789abcdef", null)]
    [InlineData("short\n", null, "service.adminTokenFile names a file whose token is shorter than 16 characters")]
    [InlineData("0123456789 abcdef", null, "service.adminTokenFile names a file whose token is shorter than 16 characters, or holds a space")]
    [InlineData("\n", null, "service.adminTokenFile names the file /conf/t, which is empty.")]
    public void Read_OfAnAdminToken_TakesOnlyWhatCanBeSentAndNotGuessed(string text, string? token, string? problem)
    {
        var (settings, problems) = Read($$"""{ {{Server}}, "service": { "adminTokenFile": "t" } }""", ProgramKind.Coordinator,
            _ => Encoding.UTF8.GetBytes(text));

        settings.Service.AdminToken.ShouldBe(token);
        settings.ToString().ShouldNotContain("0123456789");
        if (problem is null)
        {
            problems.ShouldBeEmpty();
        }
        else
        {
            problems.ShouldHaveSingleItem().ShouldContain(problem);
        }
    }

    private static byte[] NoFile(string path) => throw new FileNotFoundException(path);

    private static (CommonSettings Settings, IReadOnlyList<string> Problems) Read(string json, ProgramKind program = ProgramKind.Worker) =>
        Read(json, program, NoFile);

    private static (CommonSettings Settings, IReadOnlyList<string> Problems) Read(
        string json, ProgramKind program, Func<string, byte[]> readFile, params (string Name, string Value)[] variables)
    {
        var cursor = new SettingCursor(
            [
                SettingsFile.Read("/conf/my.conf", _ => Encoding.UTF8.GetBytes(json), new Dictionary<string, string>()),
                EnvironmentSettings.Read(variables.ToDictionary(v => v.Name, v => v.Value), "/home/ana"),
            ]);
        return (CommonSettingsLoader.Read(cursor, program, readFile), cursor.Problems);
    }

    private static string Shown(CommonSettings settings, string path)
    {
        object? value = path switch
        {
            "general.depth" => settings.General.Depth,
            "general.longestQuotaWait" => settings.General.LongestQuotaWait,
            "node.name" => settings.Node.Name,
            "node.listen" => settings.Node.Listen,
            "node.drain" => settings.Node.Drain,
            "node.recoverAfter" => settings.Node.RecoverAfter,
            "node.logFormat" => settings.Node.LogFormat,
            "node.logDetail" => settings.Node.LogDetail,
            "service.maxSeeds" => settings.Service.MaxSeeds,
            "service.maxBodyBytes" => settings.Service.MaxBodyBytes,
            "service.requestsPerMinute" => settings.Service.RequestsPerMinute,
            "service.activeTrees" => settings.Service.ActiveTrees,
            _ => throw new ArgumentException($"No property is known for {path}.", nameof(path)),
        };
        return Convert.ToString(value, CultureInfo.InvariantCulture)!;
    }
}
