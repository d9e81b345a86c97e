using System.Collections.Concurrent;
using IocExplorer.Messages;

namespace IocExplorer.Persistence.Tests.Conformance;

/// <summary>What <see cref="IClaimLedger"/> promises to several processes on one store, for stores that serve several (<see cref="LedgerStore.ServesManyProcesses"/>).</summary>
public abstract class ClusterLedgerConformance : IAsyncLifetime
{
    private const string Source = "Alpha";
    private static readonly Operation Operation = new(Source, "first", "v1", [IocType.Domain], true);
    private static readonly HuntId Hunt = new(1);

    private LedgerStore _store = null!;
    private IClaimLedger _one = null!;
    private IClaimLedger _two = null!;
    private OperationId _operation;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Freshness AnyAge => new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    public async ValueTask InitializeAsync()
    {
        _store = CreateStore();
        _one = await _store.OpenAsync();
        _two = await _store.OpenAsync();
        _operation = (await _one.RegisterAsync([Operation], Cancellation)).Single();
        (await _two.RegisterAsync([Operation], Cancellation)).ShouldBe([_operation]);
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
        await _store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract LedgerStore CreateStore();

    [Fact]
    public async Task Register_ByManyNodesAtOnce_GivesTheSameNumbers()
    {
        var operations = Enumerable.Range(0, 20).Select(number => new Operation(Source, $"operation {number}", "v1", [IocType.Domain], true)).ToList();

        var ids = await Task.WhenAll(
            Task.Run(async () => await _one.RegisterAsync(operations, Cancellation), Cancellation),
            Task.Run(async () => await _two.RegisterAsync([.. Enumerable.Reverse(operations)], Cancellation), Cancellation));

        ids[1].Reverse().ShouldBe(ids[0]);
    }

    [Fact]
    public async Task Claim_ByTwoNodesWith8ClaimersEach_GivesEachQueryToOne()
    {
        const int Queries = 2000;
        await AskAsync(_one, [.. Enumerable.Range(0, Queries)]);
        var claims = new ConcurrentBag<Claim>();

        await Task.WhenAll(Enumerable.Range(0, 16).Select(claimer => Task.Run(
            async () =>
            {
                while (await ClaimAsync(claimer % 2 == 0 ? _one : _two, 7) is { Count: > 0 } some)
                {
                    foreach (var claim in some)
                    {
                        claims.Add(claim);
                    }
                }
            },
            Cancellation)));

        claims.Select(claim => claim.Ioc.Value).Order().ShouldBe(Enumerable.Range(0, Queries).Select(number => Domain(number).Value));
        claims.Select(claim => claim.Epoch).Distinct().Count().ShouldBe(Queries);
    }

    [Fact]
    public async Task Claim_ByTwoNodesAtOnce_IsFullForBothWhileThereIsWork()
    {
        await AskAsync(_one, [.. Enumerable.Range(0, 1000)]);

        for (var round = 0; round < 7; round++)
        {
            var claims = await Task.WhenAll(
                Task.Run(() => ClaimAsync(_one, 64), Cancellation), Task.Run(() => ClaimAsync(_two, 64), Cancellation));

            claims.Select(some => some.Count).ShouldBe([64, 64]);
        }
    }

    [Fact]
    public async Task Answer_WithAClaimOfAnotherNode_IsRefusedAndChangesNothing()
    {
        await AskAsync(_one, 1);
        var claim = (await ClaimAsync(_one)).Single();

        (await AnswerAsync(_two, claim, "stolen")).ShouldBeFalse();
        await _two.ReleaseAsync([claim], Cancellation);

        (await ClaimAsync(_two)).ShouldBeEmpty();
        (await AnswerAsync(_one, claim, "right")).ShouldBeTrue();
        ShouldPointTo((await _two.ReadAsync([claim.Id], AnyAge, Cancellation)).Single(), "right");
    }

    [Fact]
    public async Task Answer_AfterTheQueryWentToAnotherNode_IsRefused()
    {
        await AskAsync(_one, 1);
        var old = (await ClaimAsync(_one)).Single();
        await _one.ReleaseAsync([old], Cancellation);
        var current = (await ClaimAsync(_two)).Single();

        current.Epoch.Value.ShouldBeGreaterThan(old.Epoch.Value);
        (await AnswerAsync(_one, old, "late")).ShouldBeFalse();
        (await AnswerAsync(_two, current, "right")).ShouldBeTrue();
        (await AnswerAsync(_one, old, "later")).ShouldBeFalse();
        ShouldPointTo((await AskAsync(_one, 1)).Single(), "right");
    }

    [Fact]
    public async Task Answer_OfOneNode_IsReadAndSharedByTheOther()
    {
        var waiting = (await AskAsync(_two, 1)).Single();
        await AnswerAsync(_one, (await ClaimAsync(_one)).Single(), "a");

        ShouldPointTo((await _two.ReadAsync([waiting.Id], AnyAge, Cancellation)).Single(), "a");
        ShouldPointTo((await AskAsync(_two, 1)).Single(), "a");
        (await ClaimAsync(_two)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Ask_TheSameOfManyWhileTheyAreAnswered_OpensNoneTwice()
    {
        const int Queries = 60;
        var claimed = new ConcurrentBag<string>();
        var left = Queries;

        var asking = Enumerable.Range(0, 6).Select(asker => Task.Run(
            async () =>
            {
                var random = new Random(asker);
                while (Volatile.Read(ref left) > 0)
                {
                    var numbers = Enumerable.Range(0, Queries).ToArray();
                    random.Shuffle(numbers);
                    await AskAsync(asker % 2 == 0 ? _one : _two, numbers);
                }
            },
            Cancellation));
        var answering = Enumerable.Range(0, 4).Select(claimer => Task.Run(
            async () =>
            {
                var node = claimer % 2 == 0 ? _one : _two;
                while (Volatile.Read(ref left) > 0)
                {
                    foreach (var claim in await ClaimAsync(node, 3))
                    {
                        claimed.Add(claim.Ioc.Value);
                        (await AnswerAsync(node, claim, "x")).ShouldBeTrue();
                        Interlocked.Decrement(ref left);
                    }
                }
            },
            Cancellation));
        await Task.WhenAll([.. asking, .. answering]);

        claimed.Order().ShouldBe(Enumerable.Range(0, Queries).Select(number => Domain(number).Value));
        (await ClaimAsync(_one)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Claim_AfterANodeDied_ReturnsItsWorkOnceToTheOthers()
    {
        await AskAsync(_one, 1, 2, 3);
        var lost = await ClaimAsync(_one, 2);
        var kept = await ClaimAsync(_two);

        var third = await _store.ReopenAfterDeathAsync(_one);
        await third.RegisterAsync([Operation], Cancellation);
        var again = await Task.WhenAll(
            Task.Run(() => ClaimAsync(_two), Cancellation), Task.Run(() => ClaimAsync(third), Cancellation));

        again.SelectMany(some => some).Select(claim => claim.Ioc).ShouldBe(lost.Select(claim => claim.Ioc), ignoreOrder: true);
        (await AnswerAsync(_two, kept.Single(), "kept")).ShouldBeTrue();
    }

    [Fact]
    public async Task TakeKey_HeldByAnotherNode_IsRefusedUntilThatOneDies()
    {
        var lease = (await _one.TakeKeyAsync("Alpha key", Cancellation))!;
        (await _one.SpendAsync(lease, "5", Cancellation)).ShouldBeTrue();

        (await _two.TakeKeyAsync("Alpha key", Cancellation)).ShouldBeNull();
        (await _two.SpendAsync(lease, "6", Cancellation)).ShouldBeFalse();
        await _store.ReopenAfterDeathAsync(_one);

        var next = (await _two.TakeKeyAsync("Alpha key", Cancellation))!;
        next.Spent.ShouldBe("5");
        next.Epoch.Value.ShouldBeGreaterThan(lease.Epoch.Value);
    }

    [Fact]
    public async Task TakeKey_ByBothNodesAtOnce_GivesEachKeyToOneAndEachNodeItsShare()
    {
        string[] keys = [.. Enumerable.Range(0, 8).Select(number => $"Alpha key#{number}/8")];
        foreach (var key in keys)
        {
            // All are wanted before the shares are counted.
            if (await _one.TakeKeyAsync(key, Cancellation) is { } lease)
            {
                (await _one.SpendAsync(lease, "", Cancellation)).ShouldBeOneOf(true, false);
            }
        }

        await Task.WhenAll(keys.SelectMany(key => new[] { _one, _two }.Select(node => Task.Run(async () => await node.TakeKeyAsync(key, Cancellation), Cancellation))));

        (await HeldAsync(_one, keys)).Count.ShouldBe(4);
        (await HeldAsync(_two, keys)).Count.ShouldBe(4);
    }

    [Fact]
    public async Task Keys_WhenANodeJoins_MoveToItUntilEachHasItsShare()
    {
        string[] keys = [.. Enumerable.Range(0, 4).Select(number => $"Beta key#{number}/4")];
        var beta = new Operation("Beta", "other", "v1", [IocType.Domain], true);
        await _one.RegisterAsync([beta], Cancellation);
        var leases = new List<KeyLease>();
        foreach (var key in keys)
        {
            leases.Add((await _one.TakeKeyAsync(key, Cancellation))!);
            (await _one.SpendAsync(leases[^1], $"spent of {key}", Cancellation)).ShouldBeTrue();
        }

        await _two.RegisterAsync([beta], Cancellation);
        (await _two.TakeKeyAsync(keys[3], Cancellation)).ShouldBeNull();
        var still = new List<bool>();
        foreach (var lease in leases)
        {
            still.Add(await _one.SpendAsync(lease, "more", Cancellation));
        }

        // The last names are given up, nothing is written down for them; the first stay.
        still.ShouldBe([true, true, false, false]);
        (await _one.TakeKeyAsync(keys[2], Cancellation)).ShouldBeNull();
        (await _two.TakeKeyAsync(keys[2], Cancellation))!.Spent.ShouldBe($"spent of {keys[2]}");
        (await _two.TakeKeyAsync(keys[3], Cancellation))!.Spent.ShouldBe($"spent of {keys[3]}");
        (await _two.TakeKeyAsync(keys[0], Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Batches_ThatOverlapInNoOrder_AllSucceed()
    {
        const int Queries = 200;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(
            async () =>
            {
                var (random, node) = (new Random(worker), worker % 2 == 0 ? _one : _two);
                for (var round = 0; round < 15; round++)
                {
                    var numbers = Enumerable.Range(0, Queries).ToArray();
                    random.Shuffle(numbers);
                    await node.AskAsync(
                        new(Hunt, new(_store.Time.GetUtcNow().AddMilliseconds(1), DateTimeOffset.MaxValue), [.. numbers.Select(number => new QueryToAsk(_operation, Domain(number)))]),
                        Cancellation);
                    var claims = (await ClaimAsync(node, 50)).ToArray();
                    random.Shuffle(claims);
                    await node.ReleaseAsync([.. claims.Take(20)], Cancellation);
                    var accepted = await node.AnswerAsync(
                        [.. claims.Skip(20).Select(claim => new AnswerToClaim(claim, round % 2 == 0 ? Answer.Empty.Instance : new Answer.NotAnswered(NotAnsweredReason.Failed, "x")))],
                        Cancellation);
                    accepted.ShouldAllBe(one => one);
                }
            },
            Cancellation)));
    }

    private static Ioc Domain(int number) => new(IocType.Domain, $"host-{number:D5}.example");

    private static void ShouldPointTo(QueryState state, string target) =>
        state.Answer.ShouldBeOfType<Answer.Found>().Relations.Single().Target.Value.ShouldBe(target);

    private static async Task<IReadOnlyList<Claim>> ClaimAsync(IClaimLedger node, int most = 1000) => await node.ClaimAsync(new(Source, most, []), Cancellation);

    private static async Task<bool> AnswerAsync(IClaimLedger node, Claim claim, string target) =>
        (await node.AnswerAsync([new(claim, new Answer.Found([new("points to", new(IocType.Domain, target))], false))], Cancellation)).Single();

    /// <summary>What a node holds: its own keys it may take again.</summary>
    private static async Task<List<string>> HeldAsync(IClaimLedger node, string[] keys)
    {
        var held = new List<string>();
        foreach (var key in keys)
        {
            if (await node.TakeKeyAsync(key, Cancellation) is not null)
            {
                held.Add(key);
            }
        }

        return held;
    }

    private async Task<IReadOnlyList<QueryState>> AskAsync(IClaimLedger node, params int[] numbers) =>
        await node.AskAsync(new(Hunt, AnyAge, [.. numbers.Select(number => new QueryToAsk(_operation, Domain(number)))]), Cancellation);
}
