using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Dialects;

public sealed class CrtShTests
{
    [Fact]
    public async Task ACertificate_StandsTwiceWithAllKindsOfNames()
    {
        var world = new GivenWorld().Add(SourceRelations.CrtShName, DialectServer.Domain, new Sighting("tramondi.org"), new Sighting("pelluno.com"));
        await using var server = await DialectServer.StartAsync("CrtSh", world);

        (await server.GetAsync($"?q={DialectServer.Domain}&output=json")).ShouldBe(
            200,
            OneLine.Of("""
                [{"issuer_ca_id":286236,"issuer_name":"C=US, O=Trust Partners, CN=TP1","common_name":"verdalo.net",
                 "name_value":"tramondi.org\n*.pelluno.com\n*.verdalo.net\nExample Hosting Ltd\nadmin@verdalo.net","id":20000000000,
                 "entry_timestamp":"2021-03-04T05:06:07.34","not_before":"2021-03-04T05:06:07","not_after":"2022-08-09T10:11:12","serial_number":"300000000000",
                 "result_count":5},
                """)
            + OneLine.Of("""
                {"issuer_ca_id":286236,"issuer_name":"C=US, O=Trust Partners, CN=TP1","common_name":"verdalo.net",
                 "name_value":"tramondi.org\n*.pelluno.com\n*.verdalo.net\nExample Hosting Ltd\nadmin@verdalo.net","id":20000000001,
                 "entry_timestamp":"2021-03-04T05:06:07.34","not_before":"2021-03-04T05:06:07","not_after":"2022-08-09T10:11:12","serial_number":"300000000000",
                 "result_count":5}]
                """));
    }

    [Fact]
    public async Task AnUnknownName_IsAnEmptyList()
    {
        await using var server = await DialectServer.StartAsync("CrtSh");

        (await server.GetAsync("?q=tramondi.org&output=json")).ShouldBe(200, "[]");
    }

    [Fact]
    public async Task AnError_IsAWebPage()
    {
        await using var server = await DialectServer.StartAsync("CrtSh");
        server.Simulator.SetTroubles("status:502,source=CrtSh");

        var reply = await server.GetAsync("?q=tramondi.org&output=json");

        reply.Status.ShouldBe(502);
        reply.ContentType.ShouldBe("text/html");
        reply.Body.ShouldStartWith("<html>\r\n<head><title>502 Bad Gateway</title></head>");
    }
}
