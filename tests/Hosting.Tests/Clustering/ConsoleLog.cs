using Microsoft.Extensions.Logging;

namespace IocExplorer.Hosting.Tests.Clustering;

/// <summary>Prints every event as <c>level name: message</c>.</summary>
internal sealed class ConsoleLog : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Console.WriteLine($"{logLevel} {eventId.Name}: {formatter(state, exception)} {exception?.Message}");

    public void Dispose()
    {
    }
}
