namespace IocExplorer.Messages.Tests;

public class WrittenNamesTests
{
    [Fact]
    public void EverySharingLevel_IsReadAsItIsWritten()
    {
        foreach (var level in Enum.GetValues<SharingLevel>())
        {
            SharingLevelNames.TryParse(level.Name(), out var read).ShouldBeTrue();
            read.ShouldBe(level);
        }
    }

    [Theory]
    [InlineData(" TLP:AMBER+STRICT ", SharingLevel.AmberStrict)]
    [InlineData("tlp: green", SharingLevel.Green)]
    [InlineData("White", SharingLevel.Clear)]
    public void SharingLevel_IsReadWithItsPrefixInAnyCase(string text, SharingLevel expected)
    {
        SharingLevelNames.TryParse(text, out var level).ShouldBeTrue();
        level.ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yellow")]
    [InlineData("1")]
    public void SharingLevel_OfAnotherWord_IsRefused(string text) => SharingLevelNames.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void EveryTagClass_IsReadAsItIsWritten()
    {
        foreach (var tagClass in Enum.GetValues<TagClass>())
        {
            TagClassNames.TryParse(tagClass.Name().ToUpperInvariant(), out var read).ShouldBeTrue();
            read.ShouldBe(tagClass);
        }

        TagClassNames.TryParse("good", out _).ShouldBeFalse();
    }

    [Fact]
    public void EveryIocType_IsReadAsItIsWritten()
    {
        foreach (var type in Enum.GetValues<IocType>())
        {
            IocTypeNames.TryParse(type.Name(), out var read).ShouldBeTrue();
            read.ShouldBe(type);
        }

        IocTypeNames.All.ShouldBe(Enum.GetValues<IocType>().Order().Select(t => t.Name()));
    }
}
