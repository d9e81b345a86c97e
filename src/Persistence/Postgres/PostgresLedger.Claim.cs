using System.Collections.Concurrent;
using System.Text;
using IocExplorer.Messages;
using Npgsql;

namespace IocExplorer.Persistence.Postgres;

internal sealed partial class PostgresLedger
{
    /// <summary>Candidates beyond the share at the first look; others may be taking so many at this moment.</summary>
    private const int FirstSlack = 32;
    private const int SlackGrowth = 16;

    /// <summary>More looks than this are made only if others take everything away under our eyes.</summary>
    private const int MostLooks = 12;

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

        var operations = _operations.Claimable(request.Source, request.Except);
        var hunts = operations.Length == 0 ? [] : await WaitingHuntsAsync(request.Source, operations, cancellation);
        if (hunts.Count == 0)
        {
            return [];
        }

        var shares = new FairShares(hunts, request.Most);
        var taken = hunts.ToDictionary(hunt => hunt, _ => new Queue<Claim>());
        var (slack, look) = (FirstSlack, 0);
        try
        {
            for (var wanted = shares.Next(); wanted.Count > 0 && look < MostLooks; wanted = shares.Next(), look++)
            {
                var found = await TakeAsync(operations, wanted, slack);
                foreach (var (hunt, share) in wanted)
                {
                    var (seen, claims) = found[hunt];
                    claims.ForEach(taken[hunt].Enqueue);
                    shares.Took(hunt, claims.Count, isDry: claims.Count < share && seen < share + slack);
                }

                slack = Math.Min(slack * SlackGrowth, 10_000);
            }
        }
        catch (LedgerException) when (taken.Values.Any(claims => claims.Count > 0))
        {
            // What the earlier looks took is ours; the next call meets the trouble.
        }

        if (shares.LastServed() is { } last)
        {
            _lastServed[request.Source] = last;
        }

        var all = InTurns(hunts, taken);
        meter.Claimed(request.Source, all.Count);
        return all;
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
        meter.Released(opened.Count);
        hints.TellWork([.. opened.Distinct().Select(operation => _operations[operation].Source).Distinct()]);
    }

    /// <summary>The hunts that wait, whose turn it is first in front.</summary>
    private async Task<IReadOnlyList<long>> WaitingHuntsAsync(string source, int[] operations, CancellationToken cancellation)
    {
        var hunts = await database.RunAsync(
            commands => commands.Add("claim_hunts").With(operations),
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
    private async Task<Dictionary<long, (int Seen, List<Claim> Claims)>> TakeAsync(int[] operations, IReadOnlyList<(long Hunt, int Share)> wanted, int slack)
    {
        var call = Interlocked.Increment(ref _calls);
        try
        {
            return await database.RunAsync(
                commands => commands.Add("claim").With(node.Id.Value).With(operations).With([.. wanted.Select(one => one.Hunt)])
                    .With([.. wanted.Select(one => one.Share)]).With(NpgsqlTypes.NpgsqlDbType.Integer, slack).With(database.Now).With(call),
                ReadClaimsAsync,
                CancellationToken.None);
        }
        catch (LedgerException)
        {
            node.GiveBack(call);
            throw;
        }
    }

    private static async Task<Dictionary<long, (int Seen, List<Claim> Claims)>> ReadClaimsAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var seen = new Dictionary<long, int>();
        var claims = new List<(long Hunt, long Turn, Claim Claim)>();
        while (await reader.ReadAsync(cancellation))
        {
            var hunt = reader.GetInt64(0);
            if (await reader.IsDBNullAsync(2, cancellation))
            {
                seen[hunt] = reader.GetInt32(1);
            }
            else
            {
                var ioc = new Ioc((IocType)reader.GetInt16(6), Encoding.UTF8.GetString(reader.GetFieldValue<byte[]>(7)));
                claims.Add((hunt, reader.GetInt64(4), new(new(reader.GetInt64(2)), new(reader.GetInt32(3)), ioc, new(reader.GetInt64(5)))));
            }
        }

        var byHunt = claims.ToLookup(claim => claim.Hunt);
        return seen.ToDictionary(
            hunt => hunt.Key,
            hunt => (hunt.Value, byHunt[hunt.Key].OrderBy(claim => claim.Turn).Select(claim => claim.Claim).ToList()));
    }

    /// <summary>One of each hunt, then the next of each: whoever works through the list takes turns too.</summary>
    private static List<Claim> InTurns(IReadOnlyList<long> hunts, Dictionary<long, Queue<Claim>> taken)
    {
        var all = new List<Claim>(taken.Values.Sum(claims => claims.Count));
        while (all.Count < all.Capacity)
        {
            foreach (var hunt in hunts)
            {
                if (taken[hunt].TryDequeue(out var claim))
                {
                    all.Add(claim);
                }
            }
        }

        return all;
    }
}
