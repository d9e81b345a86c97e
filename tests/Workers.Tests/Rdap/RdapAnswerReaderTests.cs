using System.Text;
using IocExplorer.Messages;
using IocExplorer.Workers.Rdap;

namespace IocExplorer.Workers.Tests.Rdap;

public sealed class RdapAnswerReaderTests
{
    private static readonly Ioc Domain = new(IocType.Domain, "seed.example");
    private static readonly Ioc Address = new(IocType.IpAddress, "192.0.2.7");

    [Fact]
    public void Read_OfADomain_TakesTheContactsAndLeavesTheMailboxesOfOthers()
    {
        var page = ReadContacts("""
            {"objectClassName":"domain","ldhName":"SEED.EXAMPLE","status":["client hold"],
             "events":[{"eventAction":"registration","eventDate":"1997-09-15T07:00:00.000+0000"},
               {"eventAction":"last changed","eventDate":"2020-01-02T03:04:05-05:00"},
                       {"eventAction":"expiration","eventDate":"2030-01-01T00:00:00Z"},
                       {"eventAction":"last update of RDAP database","eventDate":"2026-01-20T12:00:51Z"}],
             "remarks":[{"description":["write to remarks@people.net"]}],
             "nameservers":[{"ldhName":"NS1.HOSTING.NET"},{"ldhName":"ns1.hosting.net."},{"ldhName":"no name"}],
             "entities":[
              {"roles":["registrant"],"vcardArray":["vcard",[["fn",{},"text","Somebody"],["email",{},"text","Owner@People.net","second@people.net"],
                ["email",{"pref":"1"},"text","mailto:third@people.net"]]]},
              {"roles":["technical"],"vcardArray":["vcard",[["email",{},"text","hostmaster@hosting.net"],["email",{},"text","person@hosting.net"],
                ["email",{},"text","helper@registrar.net"]]]},
              {"roles":["administrative"],"vcardArray":["vcard",[["email",{},"uri","https://registrar.net/contact-form"],["email",{},"text",""],
                ["email",{},"text",7]]],
               "entities":[{"roles":["technical"],"vcardArray":["vcard",[["email",{},"text","nested@people.net"]]]}]},
              {"roles":["registrar"],"vcardArray":["vcard",[["fn",{},"text","Registrar, Inc."],["email",{},"text","sales@registrar.net"]]],
               "entities":[{"roles":["abuse"],"vcardArray":["vcard",[["email",{},"text","abuse@registrar.net"]]]},
                 {"roles":["technical"],"vcardArray":["vcard",[["email",{},"text","tech@elsewhere.net"]]]}]},
              {"roles":["registrant","abuse"],"vcardArray":["vcard",[["email",{},"text","both@desk.net"]]]}]}
            """);

        page.Relations.Select(r => r.Target.Value)
            .ShouldBe(["owner@people.net", "second@people.net", "third@people.net", "person@hosting.net", "nested@people.net"]);
        page.Relations.ShouldAllBe(r => r.Label == "label"
            && r.Seen == new Seen(new(1997, 9, 15, 7, 0, 0, TimeSpan.Zero), new DateTimeOffset(2020, 1, 2, 8, 4, 5, TimeSpan.Zero)));
        page.Dropped.ShouldBe(2);
        page.Tags.Select(t => t.Name).ShouldBe(
            ["registrar=Registrar, Inc.", "registered=1997-09-15", "changed=2020-01-02", "expires=2030-01-01", "status=client hold",
                "nameserver=ns1.hosting.net"]);
        page.Tags.ShouldAllBe(t => t.About == Domain && t.Class == TagClass.Info);
    }

    [Theory]
    [InlineData("seed.example@domainsbyproxy.com")]
    [InlineData("1234@contact.gandi.net")]
    [InlineData("abc@withheldforprivacy.com")]
    [InlineData("REDACTED FOR PRIVACY")]
    [InlineData("redacted@people.net")]
    [InlineData("gdpr-masking@people.net")]
    [InlineData("owner@host.localdomain")]
    [InlineData("abuse@people.net")]
    [InlineData("Please query the RDDS service of the Registrar of Record.")]
    [InlineData("a@b@people.net")]
    public void Read_OfARegistrantWhoIsNobody_GivesNoAddress(string email) => ReadContacts(
        $$"""{"objectClassName":"domain","entities":[{"roles":["registrant"],"vcardArray":["vcard",[["email",{},"text","{{email}}"]]]}]}""")
        .Relations.ShouldBeEmpty();

    [Fact]
    public void Read_OfNameServers_GivesEachOnceAndNeverTheNameItself()
    {
        var page = Read(
            200,
            """
            {"ldhName":"seed.example","nameservers":[{"ldhName":"NS1.HOSTING.NET."},{"ldhName":"ns1.hosting.net"},{"ldhName":"SEED.EXAMPLE"},
             {"unicodeName":"ns2.hosting.net"},{"ldhName":"bad name"},{}]}
            """,
            RdapSelection.NameServers).ShouldBeOfType<PageOutcome.Page>();

        page.Relations.Select(r => r.Target.ToString()).ShouldBe(["domain ns1.hosting.net", "domain ns2.hosting.net"]);
        page.Dropped.ShouldBe(1);
        var dropped = page.DroppedValues.ShouldHaveSingleItem();
        (dropped.Text, dropped.Relation, dropped.Reason.Length > 0).ShouldBe(("bad name", "label", true));
    }

    [Theory]
    [InlineData("{\"ldhName\":\"NS1.HOSTING.NET\"}")]
    [InlineData("[\"ns1.hosting.net.\"]")]
    public void Read_OfNameServersInAnotherForm_GivesThem(string servers) =>
        Read(200, $$"""{"ldhName":"seed.example","nameservers":{{servers}}}""", RdapSelection.NameServers).ShouldBeOfType<PageOutcome.Page>()
            .Relations.ShouldHaveSingleItem().Target.ToString().ShouldBe("domain ns1.hosting.net");

    [Fact]
    public void Read_OfOneContactAndOneEventWithoutAList_TakesThem()
    {
        var page = ReadContacts("""
            {"ldhName":"seed.example","events":{"eventAction":"expiration","eventDate":"2031-02-03T00:00:00+0000"},
             "entities":{"roles":"registrar","entities":{"roles":["registrant"],"vcardArray":["vcard",[["email",{},"text","theirs@registrar.net"]]]},
              "vcardArray":["vcard",[["fn",{},"text","A Registrar"]]]}}
            """);

        page.Relations.ShouldBeEmpty();
        page.Tags.Select(tag => tag.Name).ShouldBe(["registrar=A Registrar", "expires=2031-02-03"]);
        ReadContacts("""
            {"ldhName":"seed.example","entities":{"roles":["registrant"],"vcardArray":["vcard",[["email",{},"text","owner@people.net"]]]}}
            """).Relations.ShouldHaveSingleItem().Target.Value.ShouldBe("owner@people.net");
    }

    [Fact]
    public void Read_OfANetwork_GivesTagsAndNoAddresses()
    {
        var page = Read(
            200,
            """
            {"objectClassName":"ip network","name":"EXAMPLE-NET","country":"NL","type":"ASSIGNED PA","startAddress":"192.0.2.0","endAddress":"192.0.2.255",
             "cidr0_cidrs":[{"v4prefix":"192.0.2.0","length":24},{"v6prefix":"2001:db8::","length":32},{"length":1}],
             "entities":[{"roles":["registrant"],"vcardArray":["vcard",[["fn",{},"text","Example Hosting"],["email",{},"text","noc@people.net"]]]}]}
            """,
            RdapSelection.Network).ShouldBeOfType<PageOutcome.Page>();

        page.Relations.ShouldBeEmpty();
        page.Tags.Select(t => t.Name)
            .ShouldBe(["name=EXAMPLE-NET", "country=NL", "type=ASSIGNED PA", "cidr=192.0.2.0/24", "cidr=2001:db8::/32", "org=Example Hosting"]);
    }

    [Theory]
    [InlineData("{\"objectClassName\":\"domain\",\"objectClassName\":\"domain\",\"handle\":\"1\"}")]
    [InlineData("{\"ldhName\":\"seed.example\",\"entities\":7,\"events\":\"\",\"nameservers\":{},\"status\":null}")]
    [InlineData("""
        {"ldhName":"seed.example","entities":[7,{"roles":"registrant","vcardArray":["vcard",[[],["email"],7]]},{"vcardArray":[]}],"events":[7,{}],"status":[7]}
        """)]
    public void Read_OfOddShapes_KnowsTheDomainAndNothingMore(string json)
    {
        var page = ReadContacts(json);

        page.Relations.ShouldBeEmpty();
        page.Tags.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(404, "")]
    [InlineData(404, "<html>not found</html>")]
    [InlineData(404, "{\"errorCode\":\"404\",\"title\":\"Object not found\"}")]
    [InlineData(200, "{\"errorCode\":404,\"title\":\"Object not found\"}")]
    public void Read_OfNotFound_IsNothing(int status, string body)
    {
        var page = Read(status, body, RdapSelection.Contacts).ShouldBeOfType<PageOutcome.Page>();

        page.Relations.ShouldBeEmpty();
        page.Tags.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(200, "", typeof(PageOutcome.Malformed))]
    [InlineData(200, "<html>sign in</html>", typeof(PageOutcome.Malformed))]
    [InlineData(200, "[]", typeof(PageOutcome.Malformed))]
    [InlineData(200, "{}", typeof(PageOutcome.Malformed))]
    [InlineData(200, "{\"objectClassName\":\"ip network\",\"startAddress\":\"192.0.2.0\"}", typeof(PageOutcome.Malformed))]
    [InlineData(200, "{\"objectClassName\":\"domain\",\"ldhName\":\"seed.ex", typeof(PageOutcome.Malformed))]
    [InlineData(200, "{\"errorCode\":429}", typeof(PageOutcome.Throttled))]
    [InlineData(200, "{\"errorCode\":501,\"title\":\"Not implemented\"}", typeof(PageOutcome.Failed))]
    [InlineData(429, "", typeof(PageOutcome.Throttled))]
    [InlineData(403, "", typeof(PageOutcome.OperationRefused))]
    [InlineData(400, "", typeof(PageOutcome.Failed))]
    [InlineData(302, "", typeof(PageOutcome.Failed))]
    [InlineData(501, "", typeof(PageOutcome.Failed))]
    [InlineData(503, "", typeof(PageOutcome.Failed))]
    public void Read_OfNoAnswer_IsNoAnswer(int status, string body, Type meaning) => Read(status, body, RdapSelection.Contacts).GetType().ShouldBe(meaning);

    [Theory]
    [InlineData(503, true)]
    [InlineData(501, false)]
    [InlineData(400, false)]
    public void Read_OfAFailure_SaysWhetherItMayPass(int status, bool mayPass) =>
        Read(status, "", RdapSelection.Contacts).ShouldBeOfType<PageOutcome.Failed>().MayPass.ShouldBe(mayPass);

    [Fact]
    public void Read_OfTextsThatAreHalfASurrogatePair_TakesTheRest()
    {
        var page = ReadContacts("""
            {"objectClassName":"domain","\udc2a":1,"status":["\ud9ab","client hold"],
              "events":[{"eventAction":"\udfff","eventDate":"\ud812"},{"\ud812":0,"eventAction":"expiration","eventDate":"2031-02-03T00:00:00Z"}],
             "nameservers":[{"\udbff":"x","ldhName":"ns5.example.net"},{"ldhName":"\ud801"}],
             "entities":[{"roles":["\ud9ab","registrant"],"vcardArray":["vcard",[["\udc2a",{},"text","x"],["email",{},"text","\udfff","owner5@example.net"]]]}],
             "\udc2a":1}
            """);

        page.Relations.Select(r => r.Target.Value).ShouldBe(["owner5@example.net"]);
        page.Tags.Select(t => t.Name).ShouldBe(["expires=2031-02-03", "status=client hold", "nameserver=ns5.example.net"]);
    }

    [Fact]
    public void Read_OfAnErrorBeforeANameThatIsNoText_IsNoAnswer() =>
        Read(200, """{"errorCode":429,"\ud9abrrorCode1":0,"objectClassName":"domain"}""", RdapSelection.Contacts).ShouldBeOfType<PageOutcome.Throttled>();

    private static PageOutcome.Page ReadContacts(string json) => Read(200, json, RdapSelection.Contacts).ShouldBeOfType<PageOutcome.Page>();

    private static PageOutcome Read(int status, string body, RdapSelection wanted) =>
        RdapAnswerReader.Read(status, Encoding.UTF8.GetBytes(body), wanted == RdapSelection.Network ? Address : Domain, wanted, "label", 64);
}
