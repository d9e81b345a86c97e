using FsCheck;
using FsCheck.Fluent;
using IocExplorer.Seed.Screens;

namespace IocExplorer.Seed.Tests.Screens;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("bücher.example 例え \U0001F600", "bücher.example 例え \U0001F600")]
    [InlineData("\x1b[31mred", @"\u{1b}[31mred")]
    [InlineData("\u009b31m", @"\u{9b}31m")]
    [InlineData("a\r\nb\tc\0d", @"a\u{d}\u{a}b\u{9}c\u{0}d")]
    [InlineData("\u202Egpj.exe", @"\u{202e}gpj.exe")]
    [InlineData("\u2066a\u2069\u200F\u061C", @"\u{2066}a\u{2069}\u{200f}\u{61c}")]
    [InlineData("zero\u200Bwidth\uFEFF", @"zero\u{200b}width\u{feff}")]
    [InlineData("line\u2028paragraph\u2029", @"line\u{2028}paragraph\u{2029}")]
    [InlineData("no\u00A0break", @"no\u{a0}break")]
    [InlineData("tag\U000E0041", @"tag\u{e0041}")]
    [InlineData("private\uE000", @"private\u{e000}")]
    [InlineData("del\x7f", @"del\u{7f}")]
    public void Line_ShowsWhatWouldActOnATerminal(string text, string shown) => TerminalText.Line(text).ShouldBe(shown);

    [Fact]
    public void Line_OfHalfACharacter_ShowsTheMarkForIt() => TerminalText.Line("a\uD800b").ShouldBe("a\uFFFDb");

    [Fact]
    public void Line_OfAnEndlessText_IsCut()
    {
        var line = TerminalText.Line(new string('x', 1_000_000));

        line.Length.ShouldBe(2001);
        line.ShouldEndWith("…");
    }

    [Fact]
    public void Line_OfWhateverText_HoldsNoControlCharacter() => Prop.ForAll(
        ArbMap.Default.ArbFor<string?>(),
        text => TerminalText.Line(text ?? "").All(c => !char.IsControl(c))).QuickCheckThrowOnFailure();

    [Fact]
    public void Markup_EscapesBrackets() => TerminalText.Markup("[red]x[/]\x1b").ShouldBe(@"[[red]]x[[/]]\u{1b}");
}
