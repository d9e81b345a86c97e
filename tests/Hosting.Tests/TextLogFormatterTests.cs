using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IocExplorer.Hosting.Tests;

public sealed class TextLogFormatterTests
{
    private readonly TextLogFormatter _formatter = new(new Testing.FakeTime());

    [Fact]
    public void Write_ValueWithControlCharacters_EscapesThemInOneLine() =>
        Line("Source \e[31mred\a\u202e sent\r\nfail: forged.", null)
            .ShouldBe("12:00:00.000 warn: Category[7] Source \\u{1b}[31mred\\u{7}\\u{202e} sent fail: forged.\n");

    [Fact]
    public void Write_Exception_FollowsTheMessageInTheSameLine() =>
        Line("Failed.", new InvalidOperationException("at\n\e]0;title"))
            .ShouldBe("12:00:00.000 warn: Category[7] Failed. System.InvalidOperationException: at \\u{1b}]0;title\n");

    private string Line(string message, Exception? exception)
    {
        using var written = new StringWriter { NewLine = "\n" };
        _formatter.Write(new LogEntry<string>(LogLevel.Warning, "Category", new(7), message, exception, (state, _) => state), null, written);
        return written.ToString();
    }
}
