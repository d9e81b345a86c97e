using IocExplorer.Hosting.Clustering;
using Microsoft.Extensions.Logging;

namespace IocExplorer.Hosting.Tests.Clustering;

public sealed class AkkaLogsTests
{
    [Fact]
    public void LineWithStackTraces_IsWrittenWithoutThem()
    {
        var kept = Written(
            "Association with akka.tcp://ioc@127.0.0.1:9 has failed. Reason: [Akka.Remote.InvalidAssociationException: Connection refused\n"
            + " ---> System.AggregateException: One or more errors occurred.\r\n"
            + "   at Akka.Remote.Transport.DotNetty.DotNettyTransport.AssociateInternal[T](Address remote, T tag) in D:\\a\\s\\TcpTransport.cs:line 203\r\n"
            + "   --- End of inner exception stack trace ---\n"
            + "   at Akka.Actor.ReceiveActor.OnReceive(Object message)]. Cause: [none]");

        kept.ShouldBe(
            "Warning : Association with akka.tcp://ioc@127.0.0.1:9 has failed. Reason: [Akka.Remote.InvalidAssociationException: Connection refused\n"
            + " ---> System.AggregateException: One or more errors occurred.]. Cause: [none]");
    }

    [Theory]
    [InlineData("Leader is moving node [akka.tcp://ioc@127.0.0.1:9] to [Up]")]
    [InlineData("Two lines:\nlook at the second")]
    public void LineWithoutOne_IsWrittenAsItIs(string line) => Written(line).ShouldBe($"Warning : {line}");

    private static string Written(string line)
    {
        var log = new RecordedLog();
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(log));
        using var logs = new AkkaLogs(factory);

        logs.CreateLogger("Akka").Log(LogLevel.Warning, default, line, null, (text, _) => text);

        return log.Lines.ShouldHaveSingleItem();
    }
}
