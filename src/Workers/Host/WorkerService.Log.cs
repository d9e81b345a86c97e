using Microsoft.Extensions.Logging;

namespace IocExplorer.Workers.Host;

internal sealed partial class WorkerService
{
    [LoggerMessage(EventName = "source-on", Level = LogLevel.Information, Message = "Asks {Source}: {Operations} operations, {Keys} keys.")]
    private static partial void SourceOn(ILogger log, string source, int operations, int keys);

    [LoggerMessage(EventName = "query-done", Level = LogLevel.Debug, Message = "{Source} {Operation} of {Ioc} for hunt {Hunt}: {Outcome} {Detail}")]
    private static partial void QueryDone(ILogger log, long hunt, string source, string operation, string ioc, string outcome, string? detail);

    [LoggerMessage(EventName = "crash", Message = "{Who} crashed.")]
    private static partial void Crashed(ILogger log, LogLevel level, string who, Exception crash);
}
