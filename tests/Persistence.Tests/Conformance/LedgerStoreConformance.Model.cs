using FsCheck;
using FsCheck.Fluent;
using IocExplorer.Messages;

namespace IocExplorer.Persistence.Tests.Conformance;

public abstract partial class LedgerStoreConformance
{
    /// <summary>How many sequences are tried; fewer where a store is a database of its own.</summary>
    private protected virtual int ModelRuns => 60;

    [Fact]
    public void AnySequenceOfCalls_DoesWhatTheContractSays()
    {
        var step = from kind in Gen.Frequency(
                       (6, Gen.Constant(LedgerStoreStepKind.Record)), (4, Gen.Constant(LedgerStoreStepKind.LookUp)),
                       (3, Gen.Constant(LedgerStoreStepKind.Pass)),
                       (1, Gen.Constant(LedgerStoreStepKind.SetBack)), (1, Gen.Constant(LedgerStoreStepKind.Reopen)))
                   from a in Gen.Choose(0, 999)
                   from b in Gen.Choose(0, 999)
                   from c in Gen.Choose(0, 999)
                   select new LedgerStoreStep(kind, a, b, c);
        var steps = Arb.From(step.ArrayOf(60), all => Enumerable.Range(0, all.Length).Select(left => all.Where((_, at) => at != left).ToArray()));

        Prop.ForAll(steps, all => RunModelAsync(all).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(ModelRuns).WithEndSize(60));
    }

    private async Task<bool> RunModelAsync(LedgerStoreStep[] steps)
    {
        // A run begins with an empty store of its own.
        await DisposeAsync();
        await InitializeAsync();
        var model = new LedgerStoreModel();
        foreach (var step in steps)
        {
            switch (step.Kind)
            {
                case LedgerStoreStepKind.Record:
                    await ModelRecordAsync(model, step);
                    break;
                case LedgerStoreStepKind.LookUp:
                    await ShouldAgreeAsync(model, SomeQueries(step), Time.GetUtcNow().AddMilliseconds(-step.B * 3),
                        Time.GetUtcNow().AddMilliseconds(-step.C * 3));
                    break;
                case LedgerStoreStepKind.Pass:
                    Pass(TimeSpan.FromMilliseconds(step.A));
                    break;
                case LedgerStoreStepKind.SetBack:
                    Time.Jump(TimeSpan.FromMilliseconds(-step.A * 2));
                    break;
                default:
                    await ReopenAsync();
                    model.EndProcess();
                    break;
            }
        }

        await ShouldAgreeAsync(model, [.. model.Queries], DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
        await ShouldAgreeAsync(model, [.. model.Queries], DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch);
        return true;
    }

    private async Task ModelRecordAsync(LedgerStoreModel model, LedgerStoreStep step)
    {
        var random = new Random((step.B * 1000) + step.C);
        var answers = SomeQueries(step).Select(query => new AnswerToRecord(query, random.Next(4) switch
        {
            0 => Answer.Empty.Instance,
            1 => Failure($"HTTP {random.Next(600)}"),
            _ => new Answer.Found([new($"label {step.A}", Domain(random.Next(9))), new($"label {step.A}", Domain(random.Next(9)))], random.Next(2) == 0),
        })).ToArray();

        var times = await RecordAsync(answers);

        times.ShouldBe(model.Record(answers, Time.GetUtcNow()));
    }

    /// <summary>Up to 6 of 18, some perhaps twice.</summary>
    private Query[] SomeQueries(LedgerStoreStep step)
    {
        var random = new Random((step.A * 1000) + step.B);
        return [.. Enumerable.Range(0, 1 + (step.C % 6)).Select(_ => new Query(Ids[random.Next(3)], Domain(random.Next(6))))];
    }

    private async Task ShouldAgreeAsync(LedgerStoreModel model, Query[] queries, DateTimeOffset factsSince, DateTimeOffset failuresSince)
    {
        var freshness = new Freshness(factsSince, failuresSince);

        var answers = await LookUpAsync(freshness, queries);

        foreach (var (answer, expected) in answers.Zip(model.LookUp(queries, freshness, Time.GetUtcNow())))
        {
            (answer?.Answer).ShouldBeAnswer(expected?.Answer);
            (answer?.At).ShouldBe(expected?.At);
        }
    }
}
