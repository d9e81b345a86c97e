using IocExplorer.Messages;
using IocExplorer.Testing;

namespace IocExplorer.Persistence.Tests.Conformance;

/// <summary>
/// What <see cref="ILedger"/> promises, promise by promise, written against the contract alone. An implementation inherits this once and gives its
/// <see cref="LedgerBackend"/>.
/// </summary>
public abstract partial class LedgerStoreConformance : IAsyncLifetime
{
    private static readonly Operation[] Operations =
    [
        new("Alpha", "first", "v1", [IocType.Domain], true),
        new("Alpha", "second", "v1", [IocType.Domain], true),
        new("Beta", "other", "v1", [IocType.Domain], true),
    ];

    private LedgerBackend _backend = null!;

    private protected ILedger Ledger { get; private set; } = null!;

    private protected FakeTime Time => _backend.Time;

    private protected IReadOnlyList<OperationId> Ids { get; private set; } = [];

    private protected OperationId First => Ids[0];

    private protected OperationId Second => Ids[1];

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Whatever was recorded, however long ago.</summary>
    private protected static Freshness AnyAge => new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    private protected Freshness OnlyFromNowOn => new(Time.GetUtcNow(), Time.GetUtcNow());

    public async ValueTask InitializeAsync()
    {
        _backend = CreateBackend();
        Ledger = await _backend.OpenAsync();
        Ids = await Ledger.RegisterAsync(Operations, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        await _backend.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract LedgerBackend CreateBackend();

    private protected static Ioc Domain(int number) => new(IocType.Domain, $"host-{number:D5}.example");

    private protected static Answer Found(params string[] values) =>
        new Answer.Found([.. values.Select(value => new Relation("points to", new(IocType.Domain, value)))], false);

    private protected static Answer Failure(string detail = "HTTP 500") => new Answer.NotAnswered(NotAnsweredReason.Failed, detail);

    private protected static string ValueOf(RecordedAnswer? recorded) =>
        recorded?.Answer.ShouldBeOfType<Answer.Found>().Relations.Single().Target.Value ?? "nothing";

    private protected Query Query(int number) => new(First, Domain(number));

    /// <summary>The process ends and another one begins.</summary>
    private protected async Task ReopenAsync()
    {
        await Ledger.DisposeAsync();
        Ledger = await _backend.OpenAsync();
        Ids = await Ledger.RegisterAsync(Operations, Cancellation);
    }

    private protected async Task<IReadOnlyList<RecordedAnswer?>> LookUpAsync(Freshness freshness, params Query[] queries) =>
        await Ledger.LookUpAsync(queries, freshness, Cancellation);

    private protected async Task<RecordedAnswer?> LookUpOneAsync(Freshness freshness, int number = 1) => (await LookUpAsync(freshness, Query(number))).Single();

    private protected async Task<IReadOnlyList<DateTimeOffset>> RecordAsync(params AnswerToRecord[] answers) => await Ledger.RecordAsync(answers, Cancellation);

    /// <summary>Records an answer of domain 1.</summary>
    private protected async Task<DateTimeOffset> RecordOneAsync(Answer answer) => (await RecordAsync(new AnswerToRecord(Query(1), answer))).Single();

    private protected void Pass(TimeSpan time) => Time.Advance(time);

    private protected async Task ShouldStandAsync(Query query, Answer answer, DateTimeOffset at)
    {
        var standing = (await LookUpAsync(AnyAge, query)).Single().ShouldNotBeNull();
        standing.Answer.ShouldBeAnswer(answer);
        standing.At.ShouldBe(at);
    }
}
