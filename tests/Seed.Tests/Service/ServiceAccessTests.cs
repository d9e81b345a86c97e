using IocExplorer.Seed.Service;

namespace IocExplorer.Seed.Tests.Service;

public sealed class ServiceAccessTests : IDisposable
{
    private const string Token = "tok-1234567890-secret";

    private readonly Dictionary<string, string> _environment = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("ioc-explorer-test-").FullName;
    private readonly List<string> _problems = [];

    [Fact]
    public void Read_OfNothing_IsTheServiceOfThisMachineWithoutAToken()
    {
        var access = Read(new());

        access!.ToString().ShouldBe("http://127.0.0.1:8080");
        access.Token.ShouldBeNull();
    }

    [Fact]
    public void Read_OfOptionsAndVariables_TakesTheOptions()
    {
        _environment["IOCEXPLORER_SERVER"] = "https://b.example.org";
        _environment["IOCEXPLORER_TOKEN"] = "other";
        _environment["IOCEXPLORER_TOKEN_FILE"] = "not-there";

        var access = Read(new() { Server = "https://a.example.org, https://c.example.org", Token = Token });

        access!.ToString().ShouldBe("https://a.example.org, https://c.example.org");
        access.Token.ShouldBe(Token);
    }

    [Fact]
    public void Read_OfVariables_TakesTheTokenFromItsFile()
    {
        File.WriteAllText(Path.Combine(_folder, "ioc.token"), $"\uFEFF{Token}\r\n");
        _environment["IOCEXPLORER_SERVER"] = "https://b.example.org";
        _environment["IOCEXPLORER_TOKEN_FILE"] = "ioc.token";

        var access = Read(new());

        access!.ToString().ShouldBe("https://b.example.org");
        access.Token.ShouldBe(Token);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("line\nbreak")]
    [InlineData("Bearer \u00fc")]
    [InlineData("")]
    public void Read_OfWhatIsNoToken_SaysSoAndDoesNotShowIt(string text)
    {
        Read(new() { Token = text }).ShouldBeNull();

        _problems.ShouldBe(["What --token holds is no token: a token is one word of letters, digits and signs. Take it over as `token add` printed it."]);
    }

    [Fact]
    public void Read_OfATokenFileThatIsNotThere_NamesIt()
    {
        Read(new() { TokenFile = "ioc.token" }).ShouldBeNull();

        _problems.ShouldBe(["The token file ioc.token cannot be read (it is not there). Check the path given with --token-file."]);
    }

    [Fact]
    public void Read_OfTwoTokens_WantsOne()
    {
        Read(new() { Token = Token, TokenFile = "ioc.token" }).ShouldBeNull();

        _problems.Single().ShouldStartWith("Both --token and --token-file are given.");
    }

    [Theory]
    [InlineData("http://ioc.example.org", false, false)]
    [InlineData("http://127.0.0.1:8080,http://10.0.0.5:8080", false, false)]
    [InlineData("http://ioc.example.org", true, true)]
    [InlineData("https://ioc.example.org", false, true)]
    [InlineData("http://localhost:8080", false, true)]
    public void Read_OfAToken_LetsItOutInPlainTextOnlyWhenTold(string server, bool insecure, bool allowed)
    {
        var access = Read(new() { Server = server, Token = Token, Insecure = insecure });

        (access is not null).ShouldBe(allowed);
        _problems.Count.ShouldBe(allowed ? 0 : 1);
        _problems
            .ShouldAllBe(p => p.StartsWith("The token is not sent to http://", StringComparison.Ordinal) && p.Contains("--insecure", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_OfNoToken_AllowsAnyServer() => Read(new() { Server = "http://ioc.example.org" }).ShouldNotBeNull();

    [Fact]
    public void Read_OfAServerThatIsNone_NamesTheOption()
    {
        Read(new() { Server = "http://127.0.0.1:8080,elsewhere" }).ShouldBeNull();

        _problems.Single().ShouldStartWith("--server must be a whole URL");
    }

    [Fact]
    public void Texts_OfThoseWhoHoldTheToken_DoNotShowIt()
    {
        var arguments = new ServiceArguments { Token = Token };

        $"{arguments} {Read(arguments)}".ShouldNotContain(Token);
        Read(arguments)!.WithoutToken($"no token {Token}!").ShouldBe("no token (the token)!");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private ServiceAccess? Read(ServiceArguments arguments) => ServiceAccess.Read(arguments, _environment, _folder, _problems);
}
