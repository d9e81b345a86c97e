namespace IocExplorer.Messages.Tests;

public class FileHashTests
{
    [Theory]
    [InlineData("46173ADC26721FB54F6E1A1091A892D4", FileHashKind.Md5)]
    [InlineData("da39a3ee5e6b4b0d3255bfef95601890afd80709", FileHashKind.Sha1)]
    [InlineData(" \"858B948561fbdb35be8841f913a7a8171595549e0eb7f29b040e5a67bf9114cb\" ", FileHashKind.Sha256)]
    public void TryParse_OfAHash_GivesLowerCaseAndItsKind(string text, FileHashKind kind)
    {
        var ioc = Parsed.Good(IocType.File, text);

        ioc.Value.ShouldBe(text.Trim(' ', '"').ToLowerInvariant());
        ioc.HashKind.ShouldBe(kind);
    }

    [Theory]
    [InlineData("46173adc26721fb54f6e1a1091a892d", "is no MD5 (32 hex digits), SHA-1 (40) or SHA-256 (64)")]
    [InlineData("46173adc26721fb54f6e1a1091a892dg", "is no file hash (MD5, SHA-1 or SHA-256 in hex)")]
    [InlineData("setup.exe", "is no file hash (MD5, SHA-1 or SHA-256 in hex)")]
    [InlineData("46173adc26721fb54f6e1a1091a892d4.", "is no file hash (MD5, SHA-1 or SHA-256 in hex)")]
    [InlineData("46173adc26721fb54f6e1a1091a892d\u0664", "is no file hash (MD5, SHA-1 or SHA-256 in hex)")]
    public void TryParse_OfNoHash_SaysWhatIsWrong(string text, string reason) => Parsed.As(IocType.File, text).ShouldBe($"refused: {reason}");

    [Fact]
    public void HashKind_OfWhatIsNoFile_IsNull() => new Ioc(IocType.Domain, "evil.com").HashKind.ShouldBeNull();
}
