using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using IocExplorer.Messages;
using Npgsql;
using NpgsqlTypes;

namespace IocExplorer.Persistence.Postgres;

internal sealed partial class PostgresClaimLedger
{
    /// <summary>So many lines of a hunt are looked at in one statement (claim.sql has so many arms); a source with more operations has them in turns.</summary>
    private const int MostLines = 16;

    /// <summary>Candidates beyond the share at the first look; others may be taking so many at this moment.</summary>
    private const int FirstSlack = 8;
    private const int SlackGrowth = 16;
    private const int MostSlack = 8_192;

    /// <summary>More looks than this are made only if others take everything away under our eyes.</summary>
    private const int MostLooks = 8;

    private readonly LineHeads _heads = new(time);

    /// <summary>Per source: the hunt whose turn was last at this node.</summary>
    private readonly ConcurrentDictionary<string, long> _lastServed = [];

    private long _calls;

    public async ValueTask<IReadOnlyList<Claim>> ClaimAsync(ClaimRequest request, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(request.Most);
        cancellation.ThrowIfCancellationRequested();
        if (node.IsDraining)
        {
            return [];
        }

        if (!node.IsTrusted)
        {
            throw database.Trouble.NotTrusted();
        }

        _heads.ForgetIfOld();
        var claims = new List<Claim>();
        try
        {
            var groups = _operations.Claimable(request.Source, request.Except).Chunk(MostLines).ToList();
            var first = groups.Count > 1 ? (int)(Interlocked.Read(ref _calls) % groups.Count) : 0;
            for (var at = 0; at < groups.Count && claims.Count < request.Most; at++)
            {
                var operations = groups[(first + at) % groups.Count];
                var key = string.Join(',', operations.Select(operation => operation.ToString(CultureInfo.InvariantCulture)));
                await AddClaimsAsync(request.Source, operations, key, request.Most, claims, cancellation);
            }
        }
        catch (LedgerException) when (claims.Count > 0)
        {
            // What the earlier looks took is ours; the next call meets the trouble.
        }

        meter.Claimed(request.Source, claims.Count);
        return claims;
    }

    public async ValueTask ReleaseAsync(IReadOnlyList<Claim> claims, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (claims.Count == 0)
        {
            return;
        }

        var opened = await database.RunAsync(
            commands => commands.Add("release").With(node.Id.Value).With([.. claims.Select(claim => claim.Id.Value)])
                .With([.. claims.Select(claim => claim.Epoch.Value)]),
            async (reader, token) =>
            {
                var operations = new List<int>();
                while (await reader.ReadAsync(token))
                {
                    operations.Add(reader.GetInt32(0));
                }

                return operations;
            },
            cancellation);
        _heads.Forget();
        meter.Released(opened.Count);
        hints.TellWork([.. opened.Distinct().Select(operation => _operations[operation].Source).Distinct()]);
    }

    /// <summary>Work came back that may stand in front of what was claimed last.</summary>
    public void LookFromTheBeginning() => _heads.Forget();

    /// <summary>Adds to the claims, up to so many in all: from the heads of the lines, and from their beginnings when that was not enough.</summary>
    private async Task AddClaimsAsync(string source, int[] operations, string key, int most, List<Claim> claims, CancellationToken cancellation)
    {
        if (_heads.Of(key).Count > 0)
        {
            await LookAsync(source, operations, key, most, claims, cancellation);
            if (claims.Count == most)
            {
                return;
            }

            _heads.Forget();
        }

        await LookAsync(source, operations, key, most, claims, cancellation);
    }

    private async Task LookAsync(string source, int[] operations, string key, int most, List<Claim> claims, CancellationToken cancellation)
    {
        var hunts = await WaitingHuntsAsync(source, operations, key, cancellation);
        if (hunts.Count == 0)
        {
            return;
        }

        var shares = new FairShares(hunts, most - claims.Count);
        var taken = hunts.ToDictionary(hunt => hunt, _ => new Queue<Claim>());
        var (slack, look) = (FirstSlack, 0);
        try
        {
            for (var wanted = shares.Next(); wanted.Count > 0 && look < MostLooks; wanted = shares.Next(), look++)
            {
                var found = await TakeAsync(operations, key, wanted, slack);
                foreach (var (hunt, share) in wanted)
                {
                    var (seen, some) = found[hunt];
                    some.ForEach(taken[hunt].Enqueue);
                    shares.Took(hunt, some.Count, isDry: some.Count < share && seen < share + slack);
                }

                slack = Math.Min(slack * SlackGrowth, MostSlack);
            }
        }
        finally
        {
            AddInTurns(hunts, taken, claims);
            if (shares.LastServed() is { } last)
            {
                _lastServed[source] = last;
            }
        }
    }

    /// <summary>The hunts that wait, whose turn it is first in front.</summary>
    private async Task<IReadOnlyList<long>> WaitingHuntsAsync(string source, int[] operations, string key, CancellationToken cancellation)
    {
        var heads = _heads.Of(key);
        var hunts = await database.RunAsync(
            commands => commands.Add("claim_hunts").With(operations).With([.. heads.Select(head => head.Hunt)]).With([.. heads.Select(head => head.Passed)]),
            async (reader, token) =>
            {
                var hunts = new List<long>();
                while (await reader.ReadAsync(token))
                {
                    hunts.Add(reader.GetInt64(0));
                }

                return hunts;
            },
            cancellation);
        return _lastServed.TryGetValue(source, out var last) ? [.. hunts.Where(hunt => hunt > last), .. hunts.Where(hunt => hunt <= last)] : hunts;
    }

    /// <summary>Not to be cancelled: what was claimed and not told would be claimed for long. If the reply is lost, the heartbeat gives it back.</summary>
    private async Task<Dictionary<long, (int Seen, List<Claim> Claims)>> TakeAsync(
        int[] operations, string key, IReadOnlyList<(long Hunt, int Share)> wanted, int slack)
    {
        var call = Interlocked.Increment(ref _calls);
        try
        {
            return await database.RunAsync(
                commands => commands.Add("claim").With(node.Id.Value).With(operations).With([.. wanted.Select(one => one.Hunt)])
                    .With([.. wanted.Select(one => one.Share)]).With([.. wanted.Select(one => _heads.Of(key, one.Hunt))])
                    .With(NpgsqlDbType.Integer, slack).With(database.Now).With(call),
                (reader, token) => ReadClaimsAsync(reader, key, token),
                CancellationToken.None);
        }
        catch (LedgerException)
        {
            node.GiveBack(call);
            throw;
        }
    }

    private async Task<Dictionary<long, (int Seen, List<Claim> Claims)>> ReadClaimsAsync(NpgsqlDataReader reader, string key, CancellationToken cancellation)
    {
        var seen = new Dictionary<long, int>();
        var claims = new List<(long Hunt, long Turn, Claim Claim)>();
        while (await reader.ReadAsync(cancellation))
        {
            var hunt = reader.GetInt64(0);
            if (reader.IsDBNull(2))
            {
                seen[hunt] = reader.GetInt32(1);
            }
            else
            {
                var ioc = new Ioc((IocType)reader.GetInt16(6), Encoding.UTF8.GetString(reader.GetFieldValue<byte[]>(7)));
                claims.Add((hunt, reader.GetInt64(4), new(new(reader.GetInt64(2)), new(reader.GetInt32(3)), ioc, new(reader.GetInt64(5))) { Hunt = new(hunt) }));
            }
        }

        var byHunt = claims.ToLookup(claim => claim.Hunt);
        foreach (var hunt in byHunt)
        {
            _heads.Pass(key, hunt.Key, hunt.Max(claim => claim.Turn));
        }

        return seen.ToDictionary(
            hunt => hunt.Key,
            hunt => (hunt.Value, byHunt[hunt.Key].OrderBy(claim => claim.Turn).Select(claim => claim.Claim).ToList()));
    }

    /// <summary>One of each hunt, then the next of each: whoever works through the list takes turns too.</summary>
    private static void AddInTurns(IReadOnlyList<long> hunts, Dictionary<long, Queue<Claim>> taken, List<Claim> claims)
    {
        for (var left = taken.Values.Sum(some => some.Count); left > 0;)
        {
            foreach (var hunt in hunts)
            {
                if (taken[hunt].TryDequeue(out var claim))
                {
                    claims.Add(claim);
                    left--;
                }
            }
        }
    }
}
