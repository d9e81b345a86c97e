using System.Text.RegularExpressions;

namespace IocExplorer.Hosting.Clustering;

/// <summary>
/// The log for Akka's own lines, without the stack traces that stand in their text. Akka writes one into each line about a node that cannot be reached, which
/// is an expected outcome. The trace of an exception that comes beside a line stays.
/// </summary>
internal sealed partial class AkkaLogs(ILoggerFactory logs) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new Log(logs.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => logs.AddProvider(provider);

    /// <summary>Does nothing: the log belongs to the process, and outlives Akka.</summary>
    public void Dispose()
    {
    }

    [GeneratedRegex(
        @"(?:\s*\n\s+(?:at [^\n(]*\([^\n)]*\)(?: in [^\n]*?:line [0-9]+)?|--- End of [^\n]*))+",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex StackTrace();

    private sealed class Log(ILogger log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(logLevel);

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Log(logLevel, eventId, StackTrace().Replace(formatter(state, exception), ""), exception, (text, _) => text);
    }
}
