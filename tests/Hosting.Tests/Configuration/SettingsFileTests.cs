using System.Text;
using IocExplorer.Hosting.Configuration;

namespace IocExplorer.Hosting.Tests.Configuration;

public sealed class SettingsFileTests
{
    [Theory]
    [InlineData("my.ini", "[general]\r\ndepth = 2\r\n", "utf-8")]
    [InlineData("my.ini", "[general]\r\ndepth = 2\r\n", "utf-16")]
    [InlineData("my.ini", "[general]\r\ndepth = 2\r\n", "utf-16BE")]
    [InlineData("my.conf", "general.depth = 2\r\n", "utf-16")]
    public void Read_OfAFileWithAByteOrderMark_ReadsItInItsEncoding(string name, string text, string encodingName)
    {
        var encoding = Encoding.GetEncoding(encodingName);
        var path = Path.GetFullPath(name);

        var settings = SettingsFile.Read(path, _ => [.. encoding.Preamble, .. encoding.GetBytes(text)], new Dictionary<string, string>());

        settings.Problems.ShouldBeEmpty();
        settings.Settings.ShouldContain(s => s.Path == "general.depth" && s.Value == "2");
    }
}
