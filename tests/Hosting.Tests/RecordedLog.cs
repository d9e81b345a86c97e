using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace IocExplorer.Hosting.Tests;

/// <summary>Keeps every event as <c>level name: message</c>.</summary>
internal sealed class RecordedLog : ILoggerProvider
{
    public ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>Those of our own code: the server says something of its own when the machine is busy.</summary>
    public ConcurrentQueue<string> OwnLines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName.StartsWith("IocExplorer.", StringComparison.Ordinal));

    public void Dispose()
    {
    }

    private sealed class Logger(RecordedLog log, bool isOwn) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = $"{logLevel} {eventId.Name}: {formatter(state, exception)}";
            log.Lines.Enqueue(line);
            if (isOwn)
            {
                log.OwnLines.Enqueue(line);
            }
        }
    }
}
