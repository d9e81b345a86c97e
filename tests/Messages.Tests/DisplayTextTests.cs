namespace IocExplorer.Messages.Tests;

public sealed class DisplayTextTests
{
    [Theory]
    [InlineData(Unprintable.Dropped, "ab[31mcd")]
    [InlineData(Unprintable.Blank, "a b [31mc d")]
    [InlineData(Unprintable.QuestionMark, "a?b?[31mc?d")]
    [InlineData(Unprintable.Escape, @"a\u{a}b\u{1b}[31mc\u{202e}d")]
    public void Sanitize_OfWhatActsOnATerminal_ShowsItAsToldTo(Unprintable form, string shown) =>
        DisplayText.Sanitize("a\nb\u001b[31mc\u202ed", 100, form).ShouldBe(shown);

    [Theory]
    [InlineData("bücher.example 例え \U0001F600")]
    [InlineData("")]
    public void Sanitize_OfHarmlessText_IsTheSame(string text)
    {
        foreach (var form in Enum.GetValues<Unprintable>())
        {
            DisplayText.Sanitize(text, 100, form).ShouldBeSameAs(text);
        }
    }

    [Fact]
    public void Sanitize_OfABlankOfAnotherWidth_ShowsItOnlyWhereItIsEscaped()
    {
        DisplayText.Sanitize("a\u00a0b", 100, Unprintable.Dropped).ShouldBe("a\u00a0b");
        DisplayText.Sanitize("a\u00a0b", 100, Unprintable.Escape).ShouldBe(@"a\u{a0}b");
    }

    [Fact]
    public void Sanitize_OfHalfACharacter_ShowsTheMarkForItOrAQuestionMark()
    {
        DisplayText.Sanitize("a\uD800b", 100, Unprintable.Dropped).ShouldBe("a\uFFFDb");
        DisplayText.Sanitize("a\uD800b", 100, Unprintable.QuestionMark).ShouldBe("a?b");
    }

    [Theory]
    [InlineData("xxxxx", "xxxxx")]
    [InlineData("xxxxxx", "xxxxx…")]
    [InlineData("xxxx\U0001F600y", "xxxx\U0001F600…")]
    public void Sanitize_OfALongText_IsCutAndSaysSo(string text, string shown) => DisplayText.Sanitize(text, 5, Unprintable.Blank).ShouldBe(shown);

    [Theory]
    [InlineData("xxxxx", "xxxxx")]
    [InlineData("xxxxxx", "xxxx…")]
    [InlineData("xxx xx", "xxx…")]
    [InlineData("xxx\U0001F600y", "xxx…")]
    public void Shorten_OfALongText_KeepsTheLengthAndNoHalfCharacter(string text, string shown) => DisplayText.Shorten(text, 5).ShouldBe(shown);
}
