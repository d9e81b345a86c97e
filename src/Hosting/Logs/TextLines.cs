using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace IocExplorer.Hosting.Logs;

/// <summary>For a person: <c>09:04:30.123 warning     The database is away. (hunt=7)</c>. Control characters that came from outside are left out.</summary>
internal sealed class TextLines(TimeProvider time) : ConsoleFormatter(FormatName)
{
    public const string FormatName = "ioc-text";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"{time.GetUtcNow():HH:mm:ss.fff} {JsonLines.LevelName(logEntry.LogLevel),-11} ");
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        line.Append(message);

        // What the message says already is not said again.
        var more = LogFields.Of<object?>(null, scopeProvider).Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Key}={f.Value}")).ToList();
        if (more.Count > 0)
        {
            line.Append(" (").AppendJoin(' ', more).Append(')');
        }

        for (var i = 0; i < line.Length; i++)
        {
            line[i] = char.IsControl(line[i]) ? ' ' : line[i];
        }

        textWriter.WriteLine(line);
        if (logEntry.Exception is { } trouble)
        {
            textWriter.WriteLine(trouble);
        }
    }
}
