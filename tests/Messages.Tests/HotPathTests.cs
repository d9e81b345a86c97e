namespace IocExplorer.Messages.Tests;

public class HotPathTests
{
    [Theory]
    [InlineData(IocType.Domain, "xnz.freetzi.com")]
    [InlineData(IocType.Email, "373192510@qq.com")]
    [InlineData(IocType.IpAddress, "173.208.215.99")]
    [InlineData(IocType.IpAddress, "2001:db8:85a3::8a2e:370:7334")]
    [InlineData(IocType.File, "858b948561fbdb35be8841f913a7a8171595549e0eb7f29b040e5a67bf9114cb")]
    public void TryParse_OfANormalForm_AllocatesNothingAndGivesTheSameString(IocType type, string text)
    {
        _ = IocParser.TryParse(type, text, out _, out _);
        _ = IocParser.TryParse(text, out _, out _);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var typed = default(Ioc);
        var bare = default(Ioc);
        for (var i = 0; i < 1000; i++)
        {
            _ = IocParser.TryParse(type, text, out typed, out _);
            _ = IocParser.TryParse(text, out bare, out _);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        typed.Value.ShouldBeSameAs(text);
        bare.ShouldBe(typed);
        bare.Value.ShouldBeSameAs(text);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a.")]
    [InlineData("[")]
    [InlineData("[.]")]
    [InlineData("([{")]
    [InlineData("::")]
    [InlineData("@")]
    [InlineData("xn--")]
    [InlineData("\u00E4")]
    [InlineData("\uFF0E")]
    [InlineData("\uD800")]
    [InlineData("\"")]
    [InlineData(" ")]
    [InlineData("http://")]
    [InlineData("0")]
    public void TryParse_OfAMegabyte_IsRefusedWithoutACopyOfIt(string repeated)
    {
        var text = string.Concat(Enumerable.Repeat(repeated, 1024 * 1024 / repeated.Length));

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var type in Enum.GetValues<IocType>())
        {
            Parsed.As(type, text).ShouldBe("refused: is longer than 8,192 characters");
        }

        Parsed.Bare(text).ShouldBe("refused: is longer than 8,192 characters");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(64 * 1024);
    }

    [Fact]
    public void TryParse_OfEveryRecordedValue_GivesTheValueItself()
    {
        if (Testing.CheckoutFolder.Recordings is not { } recordings)
        {
            Testing.CheckoutFolder.RecordingsAreRequired.ShouldBeFalse("the recordings are missing");
            return;
        }

        var nodes = Directory.EnumerateFiles(Path.Combine(recordings, "recorded-trees"), "*.json")
            .SelectMany(file => Nodes(System.Text.Json.JsonDocument.Parse(File.ReadAllText(file)).RootElement))
            .ToList();

        nodes.Count.ShouldBeGreaterThan(100);
        nodes.ShouldAllBe(node => Parsed.As(node.Type, node.Value) == node.Value && Parsed.Bare(node.Value) == $"{node.Type.Name()} {node.Value}");
    }

    private static IEnumerable<(IocType Type, string Value)> Nodes(System.Text.Json.JsonElement node)
    {
        IocTypeNames.TryParse(node.GetProperty("type").GetString(), out var type).ShouldBeTrue();
        yield return (type, node.GetProperty("id").GetString()!);
        if (node.TryGetProperty("children", out var children))
        {
            foreach (var below in children.EnumerateArray().SelectMany(Nodes))
            {
                yield return below;
            }
        }
    }
}
