using System.Text;
using Microsoft.Extensions.Logging;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>Keeps what was logged, to be searched.</summary>
internal sealed class RecordingLogs : ILoggerProvider, ILogger
{
    private readonly StringBuilder _lines = new();

    public string Text
    {
        get
        {
            lock (_lines)
            {
                return _lines.ToString();
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lines)
        {
            _lines.Append(logLevel).Append(' ').AppendLine(formatter(state, exception)).Append(exception).AppendLine();
        }
    }

    public void Dispose()
    {
    }
}
