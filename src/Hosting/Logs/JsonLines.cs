using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace IocExplorer.Hosting.Logs;

/// <summary>
/// One JSON object a line: <c>time</c>, <c>level</c>, <c>event</c>, <c>from</c>, <c>message</c>, <c>error</c>, and each field of the event and of the scopes around
/// it by its own name (<c>hunt</c>, <c>tree</c>, <c>query</c>).
/// </summary>
internal sealed class JsonLines(TimeProvider time) : ConsoleFormatter(FormatName)
{
    public const string FormatName = "ioc-json";

    private static readonly string[] OwnNames = ["time", "level", "event", "from", "message", "error"];

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var utf8 = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(utf8))
        {
            json.WriteStartObject();
            json.WriteString("time", time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("level", LevelName(logEntry.LogLevel));
            if (logEntry.EventId.Name is { } name)
            {
                json.WriteString("event", name);
            }

            json.WriteString("from", logEntry.Category);
            json.WriteString("message", logEntry.Formatter(logEntry.State, logEntry.Exception));
            if (logEntry.Exception is { } trouble)
            {
                json.WriteString("error", trouble.ToString());
            }

            foreach (var (field, value) in LogFields.Of(logEntry.State, scopeProvider))
            {
                Write(json, FieldName(field), value!);
            }

            json.WriteEndObject();
        }

        textWriter.Write(Encoding.UTF8.GetString(utf8.WrittenSpan));
        textWriter.Write('\n');
    }

    internal static string LevelName(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "debug",
        LogLevel.Information => "information",
        LogLevel.Warning => "warning",
        _ => "error",
    };

    // Placeholders of messages are written {Hunt}, scopes of others {RequestId}: fields begin with a small letter, and never take the place of ours.
    private static string FieldName(string name)
    {
        var field = char.ToLowerInvariant(name[0]) + name[1..];
        return Array.IndexOf(OwnNames, field) >= 0 ? $"{field}_" : field;
    }

    private static void Write(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case int number:
                json.WriteNumber(name, number);
                break;
            case long number:
                json.WriteNumber(name, number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            default:
                json.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
