using IocExplorer.Hosting.Logs;
using IocExplorer.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace IocExplorer.Hosting.Tests.Logs;

public sealed class LinesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, 250, TimeSpan.Zero);

    private readonly LoggerExternalScopeProvider _scopes = new();

    [Fact]
    public void JsonLines_OfAnEvent_HasItsFieldsAndThoseOfTheScopes()
    {
        using var hunt = _scopes.Push(new Dictionary<string, object?> { ["hunt"] = 7L, ["tree"] = "outer" });
        using var tree = _scopes.Push(new Dictionary<string, object?> { ["tree"] = 12 });

        var line = Write(new JsonLines(new FakeTime(Now)), LogLevel.Warning, "The source {Source} rests.", "Virus\"Total");

        line.ShouldBe("""{"time":"2026-01-05T12:00:00.250Z","level":"warning","event":"source-rests","from":"Tests","message":"The source Virus\u0022Total rests.","source":"Virus\u0022Total","tree":12,"hunt":7}""" + "\n");
    }

    [Fact]
    public void JsonLines_OfAFieldNamedAsOneOfOurs_KeepsBothApart()
    {
        var line = Write(new JsonLines(new FakeTime(Now)), LogLevel.Information, "{Level} of {Time}", "high", "noon");

        line.ShouldContain("\"level\":\"information\"");
        line.ShouldContain("\"level_\":\"high\",\"time_\":\"noon\"");
    }

    [Fact]
    public void JsonLines_OfAnException_StaysOneLine()
    {
        var line = Write(new JsonLines(new FakeTime(Now)), LogLevel.Error, new InvalidOperationException("first\nsecond"), "It broke.");

        line.Split('\n').Length.ShouldBe(2);
        line.ShouldContain("first\\nsecond");
    }

    [Fact]
    public void TextLines_OfAnEvent_SaysScopesBehindAndNoControlCharacters()
    {
        using var hunt = _scopes.Push(new Dictionary<string, object?> { ["hunt"] = 7 });

        var line = Write(new TextLines(new FakeTime(Now)), LogLevel.Information, "Read {What}.", "a\e[31m\nb");

        line.ShouldBe($"12:00:00.250 information Read a [31m b. (hunt=7){Environment.NewLine}");
    }

    private string Write(ConsoleFormatter formatter, LogLevel level, string message, params object?[] values) => Write(formatter, level, null, message, values);

    private string Write(ConsoleFormatter formatter, LogLevel level, Exception? trouble, string message, params object?[] values)
    {
        var recorder = new Recorder(formatter, _scopes);
#pragma warning disable CA1848, CA2254 // The templates of a test are its data.
        recorder.Log(level, new EventId(1, "source-rests"), trouble, message, values);
#pragma warning restore CA1848, CA2254
        return recorder.Text.ToString();
    }

    private sealed class Recorder(ConsoleFormatter formatter, IExternalScopeProvider scopes) : ILogger
    {
        public StringWriter Text { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter1) =>
            formatter.Write(new LogEntry<TState>(logLevel, "Tests", eventId, state, exception, formatter1), scopes, Text);
    }
}
