using IocExplorer.Messages;

namespace IocExplorer.Persistence.Tests.Conformance;

public abstract partial class LedgerStoreConformance
{
    [Fact]
    public async Task Record_By8WithOverlappingBatches_KeepsOneOfTheirAnswersEach()
    {
        const int Queries = 300;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(
            async () =>
            {
                var random = new Random(writer);
                for (var round = 0; round < 20; round++)
                {
                    await RecordAsync([.. Enumerable.Range(0, 60).Select(_ => random.Next(Queries)).Select(number => new AnswerToRecord(
                        Query(number), random.Next(3) == 0 ? Failure($"{number}") : Found($"{number}")))]);
                    var looked = Enumerable.Range(0, 60).Select(_ => random.Next(Queries)).ToArray();
                    ShouldBeTheirs(looked, await LookUpAsync(AnyAge, [.. looked.Select(Query)]));
                }
            },
            Cancellation)));

        var all = Enumerable.Range(0, Queries).ToArray();
        var answers = await LookUpAsync(AnyAge, [.. all.Select(Query)]);
        answers.ShouldAllBe(answer => answer != null);
        ShouldBeTheirs(all, answers);
        await ReopenAsync();
        ShouldBeTheirs(all, await LookUpAsync(AnyAge, [.. all.Select(Query)]));

        static void ShouldBeTheirs(int[] numbers, IReadOnlyList<RecordedAnswer?> answers)
        {
            foreach (var (number, answer) in numbers.Zip(answers))
            {
                (answer?.Answer is Answer.NotAnswered failure ? failure.Detail : ValueOf(answer)).ShouldBeOneOf($"{number}", "nothing");
            }
        }
    }

    [Fact]
    public async Task LookUp_WhileABatchIsRecorded_SeesAllOfItOrNothing()
    {
        var writing = Task.Run(
            async () =>
            {
                for (var round = 0; round < 200; round++)
                {
                    await RecordAsync([.. Enumerable.Range(0, 10).Select(number => new AnswerToRecord(Query(number), Found($"{round}")))]);
                }
            },
            Cancellation);

        while (!writing.IsCompleted)
        {
            (await LookUpAsync(AnyAge, [.. Enumerable.Range(0, 10).Select(Query)])).Select(ValueOf).Distinct().Count().ShouldBe(1);
        }

        await writing;
        (await LookUpAsync(AnyAge, [.. Enumerable.Range(0, 10).Select(Query)])).Select(ValueOf).ShouldBe(Enumerable.Repeat("199", 10));
    }

    [Fact]
    public async Task Record_OneQueryByManyAtOnce_LeavesTheOneThatCameLast()
    {
        var times = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Task.Run(() => RecordOneAsync(Found($"{number}")), Cancellation)));

        times.ShouldAllBe(at => at == Time.GetUtcNow());
        var standing = ValueOf(await LookUpOneAsync(AnyAge));
        standing.ShouldBeOneOf([.. Enumerable.Range(0, 100).Select(number => $"{number}")]);
        await RecordOneAsync(Found("last"));
        ValueOf(await LookUpOneAsync(AnyAge)).ShouldBe("last");
    }
}
