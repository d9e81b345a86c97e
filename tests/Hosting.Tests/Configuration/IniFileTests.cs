using IocExplorer.Hosting.Configuration;

namespace IocExplorer.Hosting.Tests.Configuration;

/// <summary>The dialect of Python's configparser, with its defaults.</summary>
public sealed class IniFileTests
{
    [Theory]
    [InlineData("[s]\nkey = value", "value")]
    [InlineData("[s]\nkey=value", "value")]
    [InlineData("[s]\nkey: value", "value")]
    [InlineData("[s]\nKEY = value", "value")]
    [InlineData("[s]\r\nkey = value\r\n", "value")]
    [InlineData("[s]\rkey = value\r", "value")]
    [InlineData("[s]\nkey = http://host:80/?a=b", "http://host:80/?a=b")]
    [InlineData("[s]\nkey = value ; not a comment", "value ; not a comment")]
    [InlineData("[s]\nkey = value # not a comment", "value # not a comment")]
    [InlineData("[s]\n# comment\n  ; comment\n\nkey = value", "value")]
    [InlineData("[s]\nkey = one\n  two", "one\ntwo")]
    [InlineData("[s]\nkey = 100%%", "100%")]
    [InlineData("[s]\nhost = h\nkey = http://%(host)s/%(HOST)s", "http://h/h")]
    [InlineData("[DEFAULT]\nhost = h\n[s]\nkey = %(host)s", "h")]
    [InlineData("[DEFAULT]\nkey = from default\n[s]\nother = 1", "from default")]
    [InlineData("[s]\nkey =", "")]
    public void Read_OfWhatConfigparserReads_GivesTheSameValue(string text, string value)
    {
        var (entries, problems) = IniFile.Read(text, "my.ini");

        problems.ShouldBeEmpty();
        entries.Single(e => e is { Section: "s", Key: "key" }).Value.ShouldBe(value);
    }

    [Theory]
    [InlineData("key = value", "my.ini line 1: this is no setting")]
    [InlineData("[s]\nkey", "my.ini line 2: this is no setting")]
    [InlineData("[s]\nkey = 1\nKey = 2", "my.ini line 3: [s] key stands on line 2 already")]
    [InlineData("[s]\nkey = 100%", "my.ini line 2: [s] key holds a lone %")]
    [InlineData("[s]\nkey = %(other)s", "my.ini line 2: [s] key holds a lone % or names an option that is not there")]
    [InlineData("[s]\nkey = %(key)s", "my.ini line 2: [s] key holds a lone %")]
    public void Read_OfWhatConfigparserRefuses_NamesTheLine(string text, string problem)
    {
        var (_, problems) = IniFile.Read(text, "my.ini");

        problems.ShouldHaveSingleItem().ShouldStartWith(problem);
    }
}
