using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace IocExplorer.Hosting.Tests;

/// <summary>Keeps every event as <c>level name: message</c>.</summary>
internal sealed class RecordedLog : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{logLevel} {eventId.Name}: {formatter(state, exception)}");

    public void Dispose()
    {
    }
}
