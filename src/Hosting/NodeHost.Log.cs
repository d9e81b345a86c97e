namespace IocExplorer.Hosting;

public sealed partial class NodeHost
{
    [LoggerMessage(EventName = "node-started", Level = LogLevel.Information, Message = "The {Kind} {Name}, version {Version}, listens on {Url}.")]
    private static partial void NodeStarted(ILogger log, string kind, string name, string version, string url);

    [LoggerMessage(EventName = "node-ready", Level = LogLevel.Information, Message = "The {Kind} {Name} is ready.")]
    private static partial void NodeReady(ILogger log, string kind, string name);

    [LoggerMessage(EventName = "node-cannot-listen", Level = LogLevel.Error, Message = "Nothing can be served on {Url}: {Error} Check node.listen.")]
    private static partial void CannotListen(ILogger log, Uri url, string error);

    [LoggerMessage(EventName = "node-cannot-start", Level = LogLevel.Error, Message = "{Why}")]
    private static partial void CannotStart(ILogger log, string why);

    [LoggerMessage(
        EventName = "node-failed", Level = LogLevel.Critical,
        Message = "The node failed and ends; restart it. Other nodes take over what it hosted.")]
    private static partial void CannotGoOn(ILogger log, Exception failure);

    [LoggerMessage(
        EventName = "drain-began", Level = LogLevel.Information,
        Message = "Stopping: work in progress has {Seconds} s to end, the rest is handed back. A second signal stops at once.")]
    private static partial void DrainBegan(ILogger log, double seconds);

    [LoggerMessage(EventName = "drain-ended", Level = LogLevel.Information, Message = "Drained in {Seconds:0.0} s.")]
    private static partial void DrainEnded(ILogger log, double seconds);

    [LoggerMessage(
        EventName = "drain-too-long", Level = LogLevel.Error,
        Message = "Not drained after {Seconds:0.0} s: the process ends, and other nodes take over what it hosted.")]
    private static partial void DrainTooLong(ILogger log, double seconds);

    [LoggerMessage(EventName = "node-ended", Level = LogLevel.Information, Message = "The {Kind} {Name} ended with exit code {ExitCode}.")]
    private static partial void NodeEnded(ILogger log, string kind, string name, int exitCode);
}
