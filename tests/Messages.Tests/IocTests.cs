namespace IocExplorer.Messages.Tests;

public class IocTests
{
    [Fact]
    public void Equality_IsByOrdinalOfTheValue()
    {
        new Ioc(IocType.Domain, "evil.com").ShouldBe(new Ioc(IocType.Domain, string.Concat("evil", ".com")));
        new Ioc(IocType.Domain, "evil.com").ShouldNotBe(new Ioc(IocType.Domain, "EVIL.com"));
        new Ioc(IocType.Domain, "evil.com").ShouldNotBe(new Ioc(IocType.Email, "evil.com"));
    }
}
