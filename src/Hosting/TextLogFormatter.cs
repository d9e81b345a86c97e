using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace IocExplorer.Hosting;

/// <summary>
/// One line per event: time in UTC, level, category, message, exception. Unlike the framework's simple console it escapes control characters,
/// which values from outside (seeds, answers, names of files) may bring along.
/// </summary>
internal sealed class TextLogFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "iocexplorer-text";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var level = logEntry.LogLevel switch
        {
            LogLevel.Critical => "crit",
            LogLevel.Error => "fail",
            LogLevel.Warning => "warn",
            LogLevel.Information => "info",
            _ => "dbug",
        };
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var text = logEntry.Exception is { } exception ? $"{message} {exception}" : message;
        textWriter.Write($"{time.GetUtcNow():HH:mm:ss.fff} {level}: {logEntry.Category}[{logEntry.EventId.Id}] ");
        textWriter.WriteLine(DisplayText.Sanitize(text.ReplaceLineEndings(" "), int.MaxValue, Unprintable.Escape));
    }
}
