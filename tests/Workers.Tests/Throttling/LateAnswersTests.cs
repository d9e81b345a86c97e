using IocExplorer.Messages;
using IocExplorer.Workers.Throttling;

namespace IocExplorer.Workers.Tests.Throttling;

public sealed class LateAnswersTests
{
    private readonly NamedRef _named = new("named"), _late = new("late");
    private readonly LateAnswers _answers = new();

    [Fact]
    public void OnlyWhoWasNotNamedToTheWorker_IsTold_AndOnce()
    {
        _answers.Add(Recorded(1));
        _answers.Add(Recorded(2));

        var (broker, answered) = _answers.Take().ShouldHaveSingleItem();

        broker.ShouldBe(_late);
        answered.Queries.Select(told => (told.Query, told.Answer)).ShouldBe([(Query(1), (RecordedAnswer?)null), (Query(2), null)]);
        _answers.Take().ShouldBeEmpty();
    }

    [Fact]
    public void MoreThanAMessageCarries_IsToldInSeveral()
    {
        for (var i = 0; i < WorkShares.MostPerGrant + 1; i++)
        {
            _answers.Add(Recorded(i));
        }

        _answers.Take().Select(told => told.Answered.Queries.Count).ShouldBe([WorkShares.MostPerGrant, 1]);
    }

    private static Query Query(int number) => new(new(1), new(IocType.Domain, $"n{number}.example"));

    private QueuedQuery Recorded(int number)
    {
        var query = new QueuedQuery { Query = Query(number), Turn = number, Named = [_named] };
        query.Waiting.AddRange([(_named, new HuntId(1)), (_late, new HuntId(2))]);
        return query;
    }
}
