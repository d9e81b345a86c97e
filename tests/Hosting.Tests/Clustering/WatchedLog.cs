using Microsoft.Extensions.Logging;

namespace IocExplorer.Hosting.Tests.Clustering;

/// <summary>Keeps every event as <c>level name: message [exception]</c>, and tells when one comes.</summary>
internal sealed class WatchedLog : ILoggerProvider, ILogger
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<(Func<string, bool> IsIt, TaskCompletionSource Seen)> _watched = [];

    public IReadOnlyCollection<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    public Task WhenAsync(Func<string, bool> isIt)
    {
        lock (_gate)
        {
            if (_lines.Exists(line => isIt(line)))
            {
                return Task.CompletedTask;
            }

            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watched.Add((isIt, seen));
            return seen.Task;
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = $"{logLevel} {eventId.Name}: {formatter(state, exception)}{(exception is null ? "" : $" [{exception.GetType().FullName}]")}";
        lock (_gate)
        {
            _lines.Add(line);
            _watched.FindAll(watched => watched.IsIt(line)).ForEach(watched => watched.Seen.TrySetResult());
        }
    }

    public void Dispose()
    {
    }
}
