using System.Net;
using System.Text;
using IocExplorer.Hosting.Configuration;

namespace IocExplorer.Hosting.Tests.Configuration;

public sealed class RemotingSettingsTests
{
    private const string Certificates = "certificate = node.pem, certificateKey = node.key, authority = ca.pem";

    [Fact]
    public void Read_OfNothing_ListensToThisMachineAtAnyPort()
    {
        var (settings, problems) = Read("");

        problems.ShouldBeEmpty();
        settings.ShouldBe(new());
        (settings.Host, settings.Port, settings.AdvertisedHost, settings.IsLoopback, settings.HasCertificates)
            .ShouldBe(("127.0.0.1", 0, "127.0.0.1", true, false));
    }

    [Fact]
    public void Read_OfEachSetting_PutsItInItsPlace()
    {
        var (settings, problems) = Read($"host = 10.0.0.7, port = 4053, publicHost = node-1.example.com, publicPort = 14053, {Certificates}");

        problems.ShouldBeEmpty();
        settings.ShouldBe(new()
        {
            Host = "10.0.0.7",
            Port = 4053,
            PublicHost = "node-1.example.com",
            PublicPort = 14053,
            Certificate = "/conf/node.pem",
            CertificateKey = "/conf/node.key",
            Authority = "/conf/ca.pem",
        });
        settings.HasCertificates.ShouldBeTrue();
        settings.AdvertisedHost.ShouldBe("node-1.example.com");
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("\"::\"")]
    public void AdvertisedHost_OfEveryAddress_IsTheNameOfThisMachine(string host) =>
        Read($"host = {host}, insecure = true").Settings.AdvertisedHost.ShouldBe(Dns.GetHostName());

    [Theory]
    [InlineData("host = localhost")]
    [InlineData("host = 127.0.0.5")]
    [InlineData("host = \"::1\"")]
    [InlineData("host = 0.0.0.0, insecure = true")]
    [InlineData("host = 0.0.0.0, " + Certificates)]
    [InlineData(Certificates)]
    [InlineData("insecure = true")]
    public void Read_OfWhatNobodyElseReachesOrIsProtected_IsNoTrouble(string text) => Read(text).Problems.ShouldBeEmpty();

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.7")]
    [InlineData("node-1")]
    [InlineData("\"::\"")]
    public void Read_OffThisMachineWithoutCertificates_SaysWhatToDo(string host) => Read($"host = {host}").Problems.ShouldBe(
    [
        $"node.remoting.host ({host.Trim('"')}) is reached from other machines, and whoever reaches it may send the node messages. "
            + "Set node.remoting.certificate, certificateKey and authority (secrets/README.md says how to make them), "
            + "or node.remoting.insecure = true in a network that nobody else reaches.",
    ]);

    [Theory]
    [InlineData("certificate = c", "node.remoting.certificateKey and node.remoting.authority must be set as well")]
    [InlineData("host = 0.0.0.0, insecure = true, certificate = c, certificateKey = k", "node.remoting.authority must be set as well")]
    [InlineData("insecure = true, " + Certificates, "node.remoting.insecure is true, and there are certificates. Take one of them out.")]
    [InlineData("port = 65536", "my.conf line 1: node.remoting.port must be a whole number from 0 to 65535, not `65536`.")]
    [InlineData("host = \"http://h\"", "my.conf line 1: node.remoting.host must be an IP address or the name of a machine, without scheme and port")]
    [InlineData("publicHost = \"h:1\"", "my.conf line 1: node.remoting.publicHost must be an IP address or the name of a machine, without scheme and port")]
    [InlineData("insecure = perhaps", "my.conf line 1: node.remoting.insecure must be true or false, not `perhaps`.")]
    [InlineData("certificates = c", "my.conf line 1: node.remoting.certificates is no setting. Did you mean node.remoting.certificate?")]
    public void Read_OfWhatCannotBe_SaysSo(string text, string problem) => Read(text).Problems.ShouldHaveSingleItem().ShouldStartWith(problem);

    [Fact]
    public void Read_OfFilesThatAreNotThere_NamesEachToANodeAndLeavesTheConsoleAlone()
    {
        var text = $"host = 10.0.0.7, {Certificates}";

        Read(text, hasFiles: false).Problems.Count.ShouldBe(3);
        Read(text, hasFiles: false).Problems[0].ShouldBe(
            "my.conf line 1: node.remoting.certificate names the file /conf/node.pem, which cannot be read (it is not there).");
        Read(text, hasFiles: false, ProgramKind.Console).Problems.ShouldBeEmpty();
    }

    private static (RemotingSettings Settings, IReadOnlyList<string> Problems) Read(string text, bool hasFiles = true, ProgramKind program = ProgramKind.Worker)
    {
        var database = program == ProgramKind.Console ? "" : "database = \"Host=db;Database=ioc\", ";
        var cursor = new SettingCursor(
            [SettingsFile.Read("/conf/my.conf", _ => Encoding.UTF8.GetBytes($"{database}node.remoting {{ {text} }}"), new Dictionary<string, string>())]);
        var settings = CommonSettingsLoader.Read(cursor, program, path => hasFiles ? "x"u8.ToArray() : throw new FileNotFoundException(path));
        return (settings.Node.Remoting, cursor.Problems);
    }
}
