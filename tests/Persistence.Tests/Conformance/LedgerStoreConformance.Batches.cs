using IocExplorer.Messages;

namespace IocExplorer.Persistence.Tests.Conformance;

public abstract partial class LedgerStoreConformance
{
    [Fact]
    public async Task Register_TheSameOperationAgain_GivesTheSameNumberInTheOrderGiven()
    {
        var more = await Ledger.RegisterAsync([Operations[2], new("Alpha", "first", "v2", [IocType.Domain], true), Operations[0], Operations[2]], Cancellation);

        more[0].ShouldBe(Ids[2]);
        more[2].ShouldBe(First);
        more[3].ShouldBe(Ids[2]);
        Ids.ShouldNotContain(more[1]);
    }

    [Fact]
    public async Task Register_ByALaterProcess_GivesTheSameNumbers()
    {
        var before = Ids;

        await ReopenAsync();

        Ids.ShouldBe(before);
    }

    [Fact]
    public async Task EveryCall_WithAnEmptyBatch_DoesNothing()
    {
        (await Ledger.RegisterAsync([], Cancellation)).ShouldBeEmpty();
        (await LookUpAsync(AnyAge)).ShouldBeEmpty();
        (await RecordAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task LookUp_WhatWasNeverRecorded_IsNull() =>
        (await LookUpAsync(AnyAge, Query(1), Query(1), new Query(new(4711), Domain(1)))).ShouldBe([null, null, null]);

    [Fact]
    public async Task LookUp_InAnyOrderAndTwice_AnswersInTheOrderAsked()
    {
        await RecordAsync([.. Enumerable.Range(0, 50).Select(number => new AnswerToRecord(Query(number), Found($"{number}")))]);
        int[] numbers = [.. Enumerable.Range(0, 60).Reverse(), .. Enumerable.Range(0, 60)];

        var answers = await LookUpAsync(AnyAge, [.. numbers.Select(Query)]);

        answers.Select(ValueOf).ShouldBe(numbers.Select(number => number < 50 ? $"{number}" : "nothing"));
    }

    [Theory]
    [InlineData(2048)]
    [InlineData(20_000)]
    public async Task Record_ManyInNoOrder_KeepsEach(int count)
    {
        var numbers = Enumerable.Range(0, count).ToArray();
        new Random(3).Shuffle(numbers);
        Answer Of(int number) => number % 10 == 0 ? Failure($"{number}") : Found($"{number}");

        foreach (var batch in numbers.Chunk(2048))
        {
            (await RecordAsync([.. batch.Select(number => new AnswerToRecord(Query(number), Of(number)))])).ShouldAllBe(at => at == Time.GetUtcNow());
        }

        foreach (var batch in Enumerable.Range(0, count).Chunk(2048))
        {
            var answers = await LookUpAsync(AnyAge, [.. batch.Select(Query)]);
            foreach (var (number, answer) in batch.Zip(answers))
            {
                answer.ShouldNotBeNull().Answer.ShouldBeAnswer(Of(number));
            }
        }
    }

    [Fact]
    public async Task Record_TheSameQueryTwiceInOneBatch_CountsTheLast()
    {
        var times = await RecordAsync(
            new(Query(1), Found("a")), new(Query(2), Found("b")), new(Query(1), Answer.Empty.Instance), new(Query(3), Found("c")), new(Query(3), Failure()));

        times.ShouldBe(Enumerable.Repeat(Time.GetUtcNow(), 5));
        (await LookUpAsync(AnyAge, Query(1), Query(2), Query(3))).Select(answer => answer?.Answer.GetType())
            .ShouldBe([typeof(Answer.Empty), typeof(Answer.Found), typeof(Answer.NotAnswered)]);
    }

    [Fact]
    public async Task Record_FoundWithoutRelations_IsAnErrorAndChangesNothing()
    {
        await Should.ThrowAsync<ArgumentException>(() => RecordAsync(new(Query(1), Found("a")), new(Query(2), Found())));

        (await LookUpAsync(AnyAge, Query(1), Query(2))).ShouldBe([null, null]);
    }

    [Fact]
    public async Task Record_NoRelationsOfMoreThanWasRead_IsKeptAsCutAndNotAsEmpty()
    {
        await RecordAsync(new(Query(1), new Answer.Found([], Cut: true)), new(Query(2), Answer.Empty.Instance));

        var answers = await LookUpAsync(AnyAge, Query(1), Query(2));

        var cut = answers[0]!.Value.Answer.ShouldBeOfType<Answer.Found>();
        (cut.Relations.Count, cut.Cut).ShouldBe((0, true));
        answers[1]!.Value.Answer.ShouldBeOfType<Answer.Empty>();
    }

    [Fact]
    public async Task Record_AnOperationThatWasNeverRegistered_IsAnErrorAndChangesNothing()
    {
        await Should.ThrowAsync<ArgumentException>(() => RecordAsync(new(Query(1), Found("a")), new(new(new(4711), Domain(2)), Found("b"))));

        (await LookUpAsync(AnyAge, Query(1))).ShouldBe([null]);
    }

    [Fact]
    public async Task EveryCall_WithATokenThatIsCancelled_DoesNothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await Ledger.RecordAsync([new(Query(1), Found("a"))], cancelled.Token));
        await Should.ThrowAsync<OperationCanceledException>(async () => await Ledger.LookUpAsync([Query(1)], AnyAge, cancelled.Token));
        await Should.ThrowAsync<OperationCanceledException>(async () => await Ledger.RegisterAsync(Operations, cancelled.Token));

        (await LookUpOneAsync(AnyAge)).ShouldBeNull();
    }

    [Fact]
    public async Task Record_CancelledAtAnyMoment_HappenedWholeOrNotAtAll()
    {
        const int Batches = 300;
        const int Size = 5;
        var made = await Task.WhenAll(Enumerable.Range(0, Batches).Select(async batch =>
        {
            using var source = new CancellationTokenSource();
            var call = Ledger.RecordAsync(
                [.. Enumerable.Range(batch * Size, Size).Select(number => new AnswerToRecord(Query(number), Found($"{number}")))], source.Token);
            await source.CancelAsync();
            try
            {
                await call;
                return true;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }));

        for (var batch = 0; batch < Batches; batch++)
        {
            var answers = await LookUpAsync(AnyAge, [.. Enumerable.Range(batch * Size, Size).Select(Query)]);
            answers.Count(answer => answer is not null).ShouldBeOneOf(made[batch] ? [Size] : [0, Size]);
        }
    }
}
