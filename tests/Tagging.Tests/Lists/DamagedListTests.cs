using System.Text;
using IocExplorer.Messages;

namespace IocExplorer.Tagging.Tests.Lists;

/// <summary>Whatever stands in a list: it is read or told, and nothing is thrown.</summary>
public sealed class DamagedListTests : IDisposable
{
    private readonly ListFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("string")]
    [InlineData("cidr")]
    [InlineData("regex")]
    public void Load_OfAListWithAnyByteChanged_ThrowsNothing(string type)
    {
        var random = new Random(7);
        var good = Encoding.UTF8.GetBytes(
            ListFolder.Json("A list", type, ["domain", "ip-dst"], "192.0.2.0/24", "a.example", "^a+(b|c){2,3}$", "bücher.example"));
        for (var round = 0; round < 100; round++)
        {
            byte[] bytes = [.. good];
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(Path.Combine(_folder.Root, "list.json"), bytes);

            var loaded = _folder.Load();

            (loaded.Tagger.Lists.Count + loaded.Problems.Count).ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public void Load_OfTextsThatAreNoText_TellsThemAndGoesOn()
    {
        _folder.Write("list.json", """{ "name": "A list", "type": "string", "version": "1", "list": ["\ud800", "good.example", "bad\udc00"] }""");

        var loaded = _folder.Load();

        loaded.Problems.Select(p => $"{p.Place} {p.Reason}").ShouldBe(["entry 1 is no text", "entry 3 is no text"]);
        ListFolder.TagsOf(loaded.Tagger, IocType.Domain, "good.example").Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{ "name": "\ud800", "type": "string", "list": [] }""")]
    [InlineData("""{ "\ud800": "x", "type": "string", "list": [] }""")]
    [InlineData("""{ "name": "x", "type": "string", "matching_attributes": ["\ud800"], "list": [] }""")]
    public void Load_OfAHeaderThatIsNoText_TellsIt(string text)
    {
        _folder.Write("list.json", text);

        _folder.Load().Problems.Single().Reason.ShouldBe("holds text that is none");
    }

    [Fact]
    public void Load_OfClassesThatAreNoText_TellsIt()
    {
        _folder.Write("classes.json", """{ "a": { "class": "\ud800" } }""");

        _folder.Load().Problems.Single().Reason.ShouldBe("holds text that is none");
    }
}
