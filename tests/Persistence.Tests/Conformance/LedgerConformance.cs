using IocExplorer.Messages;
using IocExplorer.Testing;

namespace IocExplorer.Persistence.Tests.Conformance;

/// <summary>
/// What <see cref="IClaimLedger"/> promises, promise by promise, written against the contract alone. An implementation inherits this once and gives its
/// <see cref="LedgerStore"/>.
/// </summary>
public abstract partial class LedgerConformance : IAsyncLifetime
{
    private protected const string Alpha = "Alpha";
    private protected const string Beta = "Beta";

    private static readonly Operation[] Operations =
    [
        new(Alpha, "first", "v1", [IocType.Domain], true),
        new(Alpha, "second", "v1", [IocType.Domain], true),
        new(Beta, "other", "v1", [IocType.Domain], true),
    ];

    private LedgerStore _store = null!;

    private protected IClaimLedger Ledger { get; private set; } = null!;

    private protected FakeTime Time => _store.Time;

    private protected static HuntId Hunt { get; } = new(1);

    private protected static HuntId OtherHunt { get; } = new(2);

    /// <summary>Two operations of Alpha, one of Beta.</summary>
    private protected IReadOnlyList<OperationId> Ids { get; private set; } = [];

    private protected OperationId First => Ids[0];

    private protected OperationId Second => Ids[1];

    private protected OperationId OfBeta => Ids[2];

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Whatever was recorded, however long ago.</summary>
    private protected static Freshness AnyAge => new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    /// <summary>Facts of any age, failures from now on: what a run asks with.</summary>
    private protected Freshness FactsOrNewFailures => new(DateTimeOffset.UnixEpoch, Time.GetUtcNow());

    private protected Freshness OnlyFromNowOn => new(Time.GetUtcNow(), Time.GetUtcNow());

    public async ValueTask InitializeAsync()
    {
        _store = CreateStore();
        Ledger = await _store.OpenAsync();
        Ids = await Ledger.RegisterAsync(Operations, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        await _store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract LedgerStore CreateStore();

    private protected static Ioc Domain(int number) => new(IocType.Domain, $"host-{number:D5}.example");

    private protected static Answer Found(params string[] values) =>
        new Answer.Found([.. values.Select(value => new Relation("points to", new(IocType.Domain, value)))], false);

    private protected static Answer Failure(string detail = "HTTP 500") => new Answer.NotAnswered(NotAnsweredReason.Failed, detail);

    /// <summary>The process ends and another one begins.</summary>
    private protected async Task ReopenAsync()
    {
        Ledger = await _store.ReopenAfterDeathAsync(Ledger);
        Ids = await Ledger.RegisterAsync(Operations, Cancellation);
    }

    private protected Task<IReadOnlyList<QueryState>> AskAsync(params Ioc[] iocs) => AskAsync(Hunt, AnyAge, First, iocs);

    private protected async Task<IReadOnlyList<QueryState>> AskAsync(HuntId hunt, Freshness freshness, OperationId operation, params Ioc[] iocs) =>
        await Ledger.AskAsync(new(hunt, freshness, [.. iocs.Select(ioc => new QueryToAsk(operation, ioc))]), Cancellation);

    private protected async Task<QueryState> AskOneAsync(Freshness freshness, int number = 1) =>
        (await AskAsync(Hunt, freshness, First, Domain(number))).Single();

    private protected async Task<QueryState> ReadOneAsync(QueryId id, Freshness freshness) =>
        (await Ledger.ReadAsync([id], freshness, Cancellation)).Single();

    private protected async Task<IReadOnlyList<Claim>> ClaimAsync(int most = 100_000, string source = Alpha, params OperationId[] except) =>
        await Ledger.ClaimAsync(new(source, most, except), Cancellation);

    private protected async Task<bool> AnswerAsync(Claim claim, Answer answer) =>
        (await Ledger.AnswerAsync([new(claim, answer)], Cancellation)).Single();

    /// <summary>Asks, claims and answers domain 1 of the first operation.</summary>
    private protected async Task<QueryId> RecordAsync(Answer answer, Freshness freshness)
    {
        await AskOneAsync(freshness);
        var claim = (await ClaimAsync()).Single();
        (await AnswerAsync(claim, answer)).ShouldBeTrue();
        return claim.Id;
    }

    private protected void Pass(TimeSpan time) => Time.Advance(time);
}
