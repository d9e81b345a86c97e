using IocExplorer.Hosting.Configuration;

namespace IocExplorer.Hosting.Tests.Configuration;

public sealed class DatabaseAddressTests
{
    [Theory]
    [InlineData("Host=db;Port=5433;Database=ioc;Username=ana;Password=hush", "host=db;port=5433;database=ioc;username=ana")]
    [InlineData("Server=db;User Id=ana;Pwd=hush;Database=ioc", "host=db;database=ioc;username=ana")]
    [InlineData("postgres://ana:hush@db:5433/ioc?sslmode=require&application_name=x", "host=db;port=5433;database=ioc;username=ana")]
    [InlineData("postgresql://db/ioc?password=hush", "host=db;database=ioc")]
    public void Shown_OfEitherForm_TellsNoPassword(string text, string shown)
    {
        DatabaseAddress.TryParse(text, out var address, out _).ShouldBeTrue();

        address!.Shown.ShouldBe(shown);
        address.ToString().ShouldBe(shown);
        address.ConnectionString.ShouldContain("hush");
    }

    [Fact]
    public void TryParse_OfAUrl_UnescapesAndKeepsItsParameters()
    {
        DatabaseAddress.TryParse("postgres://an%40a:p%3Bw@db/my%20ioc?sslmode=require&application_name=x", out var address, out _).ShouldBeTrue();

        address!.ConnectionString
            .ShouldBe("Host=db;Database=\"my ioc\";Username=an@a;Password=\"p;w\";sslmode=require;application name=x", StringCompareShould.IgnoreCase);
    }

    [Fact]
    public void WithPassword_WhenThereIsOne_TakesItsPlace()
    {
        DatabaseAddress.TryParse("Host=db;Database=ioc;PWD=old", out var address, out _).ShouldBeTrue();

        address!.WithPassword("new").ConnectionString.ShouldBe("host=db;database=ioc;password=new", StringCompareShould.IgnoreCase);
    }

    [Theory]
    [InlineData("Host=;Password=hush;", "names no host")]
    [InlineData("Host=db;Password=hush;", "names no database")]
    [InlineData("postgres://ana:hush@db", "names no database")]
    [InlineData("host=db;hush", "is no connection string of PostgreSQL")]
    [InlineData("postgres://ana:hush@:bad:port/x", "is no connection string of PostgreSQL")]
    public void TryParse_OfWhatNamesNoDatabase_SaysSoWithoutQuotingIt(string text, string problem)
    {
        DatabaseAddress.TryParse(text, out _, out var said).ShouldBeFalse();

        said!.ShouldStartWith(problem);
        said.ShouldNotContain("hush");
    }
}
