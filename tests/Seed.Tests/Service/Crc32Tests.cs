using IocExplorer.Seed.Service;

namespace IocExplorer.Seed.Tests.Service;

public sealed class Crc32Tests
{
    [Fact]
    public void Value_OfTheUsualNineDigits_IsTheUsualChecksum()
    {
        var checksum = new Crc32();

        checksum.Add("12345"u8);
        checksum.Add("6789"u8);

        checksum.Value.ShouldBe(0xCBF43926u);
    }
}
