using System.Text;
using IocExplorer.Messages;

namespace IocExplorer.Persistence.Tests;

public sealed class FactTextTests
{
    private static readonly Ioc s_target = new(IocType.Domain, "b.example");

    [Fact]
    public void Write_OfAFactWithoutDroppedValues_IsWhatVersionsBeforeWrote()
    {
        Written(Answer.Empty.Instance).ShouldBe("[]");
        Written(new Answer.Found([new("names", s_target)], Cut: false)).ShouldBe("""[["names","domain","b.example"]]""");
    }

    [Fact]
    public void Write_OfDroppedValues_PutsThemBehindAWordAtTheEnd()
    {
        DroppedValue[] dropped = [new("no name", "names", "is no domain name")];

        Written(Answer.Empty.Without(dropped)).ShouldBe("""["dropped",["no name","names","is no domain name"]]""");
        Written(
            new Answer.Found([new("names", s_target)], Cut: false) { Tags = [new(s_target, "x", TagClass.Info) { OnlyWithTags = true }], Dropped = dropped })
            .ShouldBe("""[["names","domain","b.example"],"said",["domain","b.example",["x","info"]],"dropped",["no name","names","is no domain name"]]""");
    }

    [Theory]
    [InlineData("""[["names","domain","b.example"],"of a later version",[1,{"a":2}],"dropped",["x"]]""")]
    [InlineData("""[["names","domain","b.example"],"dropped",["x","names","is none"],"of a later version",3]""")]
    public void Read_StopsAtAWordThatItDoesNotKnow(string text) =>
        FactText.Read(Encoding.UTF8.GetBytes(text), cut: false).ShouldBeOfType<Answer.Found>().Relations.ShouldBe([new("names", s_target)]);

    private static string Written(Answer.Fact fact)
    {
        using var text = new FactText();
        return Encoding.UTF8.GetString(text.Write(fact));
    }
}
