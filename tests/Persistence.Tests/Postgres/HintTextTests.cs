using System.Text;
using IocExplorer.Messages;
using IocExplorer.Persistence.Postgres;

namespace IocExplorer.Persistence.Tests.Postgres;

public sealed class HintTextTests
{
    [Fact]
    public void Queries_OfAnyNumber_TravelInPayloadsBelowTheLimit()
    {
        var random = new Random(5);
        var queries = Enumerable.Range(0, 20_000).Select(_ => random.NextInt64(1, long.MaxValue / 2)).Order().ToList();

        var payloads = HintText.WriteQueries("me", queries).ToList();

        payloads.Count.ShouldBeGreaterThan(1);
        payloads.ShouldAllBe(payload => Encoding.UTF8.GetByteCount(payload) < 8000);
        payloads.SelectMany(payload => HintText.ToStates(HintText.Read(payload, "you")!)).ShouldBe(queries.Select(query => new QueryState(new(query), null, null)));
    }

    [Fact]
    public void Sources_WithOddNames_ComeBackAsTheyWere()
    {
        string[] sources = ["Alpha", "with space", "威步", "a.b/c"];

        HintText.Read(HintText.WriteSources("me", sources).Single(), "you").ShouldBe(sources);
    }

    [Fact]
    public void Read_OfTheSendersOwn_IsNull() => HintText.Read(HintText.WriteSources("me", ["Alpha"]).Single(), "me").ShouldBeNull();

    [Fact]
    public void Nothing_MakesNoPayload() => HintText.WriteQueries("me", []).ShouldBeEmpty();

    [Fact]
    public void ToStates_OfWhatIsNoNumber_EndsThere() => HintText.ToStates(["5", "x", "7"]).Select(state => state.Id).ShouldBe([new QueryId(5)]);
}
