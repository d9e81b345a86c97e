using System.Collections.Concurrent;
using IocExplorer.Messages;
using IocExplorer.Messages.Service;
using Npgsql;
using NpgsqlTypes;

namespace IocExplorer.Persistence.Postgres;

public sealed partial class ClusterNode
{
    /// <summary>A claim is never older than this: whoever has it has forgotten it.</summary>
    private static readonly TimeSpan LongestClaim = TimeSpan.FromHours(1);

    /// <summary>How long a row that has ended can still be looked up.</summary>
    private static readonly TimeSpan KeepEnded = TimeSpan.FromDays(1);

    /// <summary>Between two looks at what nobody else looks at.</summary>
    private static readonly TimeSpan TidyInterval = TimeSpan.FromMinutes(1);

    /// <summary>How long a claim whose reply was lost may still be made by the server; longer than any statement takes.</summary>
    private static readonly TimeSpan LostReplies = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<long, long> _lostCalls = [];
    private readonly Dictionary<int, (string Source, int Position, SharingLevel ClearedFor)> _offers = [];
    private long _lastTidy;

    /// <summary>One heartbeat: writes this node's row, reads the others', sweeps the dead when there are any.</summary>
    internal async Task BeatAsync(CancellationToken cancellation)
    {
        await _beating.WaitAsync(cancellation);
        try
        {
            var start = _options.Time.GetTimestamp();
            var (id, lost) = (Id, _lostCalls.Keys.ToArray());
            var opened = new List<string>();
            var alive = new List<NodeState>();
            var isAlive = await _database.BeatAsync(
                batch =>
                {
                    batch.Add("node_beat").With(id.Value).With(_database.Now).With(Status?.Invoke() ?? "").With(NpgsqlDbType.Smallint, (short)_phase);
                    batch.Add("node_all").With(_database.Now);
                    if (lost.Length > 0)
                    {
                        batch.Add("release_calls").With(id.Value).With(lost);
                    }
                },
                async (reader, token) =>
                {
                    opened.Clear();
                    alive.Clear();
                    var isTaken = await reader.ReadAsync(token);
                    await reader.NextResultAsync(token);
                    while (await reader.ReadAsync(token))
                    {
                        alive.Add(Read(reader));
                    }

                    if (await reader.NextResultAsync(token))
                    {
                        await ReadCountsAsync(reader, opened, token);
                    }

                    return isTaken;
                },
                cancellation);
            ForgetLostCalls(lost);
            if (isAlive)
            {
                Find(id, start, isNew: false);
                _alive = alive;
                TellReopened(opened);
            }
            else
            {
                // Found dead by another node: all that this one had is void.
                Lose();
                await BeginRowAsync(cancellation);
                Changed?.Invoke(Id);
            }

            await SweepIfDueAsync(alive, cancellation);
        }
        finally
        {
            _beating.Release();
        }
    }

    /// <summary>Takes over what the dead had. Does nothing harmful when called too often.</summary>
    internal async Task<SweepResult> SweepAsync(bool isTidying, CancellationToken cancellation)
    {
        var opened = new List<string>();
        var result = await _database.BeatAsync(
            batch =>
            {
                batch.Add("sweep_nodes").With(Id.Value).With(_database.Now);
                AddFreeing(batch);
                if (isTidying)
                {
                    batch.Add("sweep_overdue").With(_database.Now).With((long)LongestClaim.TotalMilliseconds);
                    batch.Add("sweep_lines");
                    batch.Add("sweep_old_nodes").With(_database.Now).With((long)KeepEnded.TotalMilliseconds);
                }
            },
            async (reader, token) =>
            {
                opened.Clear();
                var dead = 0;
                while (await reader.ReadAsync(token))
                {
                    dead++;
                }

                await reader.NextResultAsync(token);
                var reopened = await ReadCountsAsync(reader, opened, token);
                var overdue = await reader.NextResultAsync(token) && isTidying ? await ReadCountsAsync(reader, opened, token) : 0;
                return new SweepResult(dead, reopened, overdue);
            },
            cancellation);
        _meter.Swept("dead", result.Dead);
        _meter.Swept("reopened", result.Reopened);
        _meter.Swept("overdue", result.Overdue);
        TellReopened(opened);
        return result;
    }

    /// <summary>Says what this node can ask, also under the numbers that it may get later.</summary>
    internal async Task OfferAsync(IReadOnlyList<(OperationId Id, Operation Operation, int Position)> operations, CancellationToken cancellation)
    {
        await _beating.WaitAsync(cancellation);
        try
        {
            foreach (var (id, operation, position) in operations)
            {
                _offers[id.Value] = (operation.Source, position, operation.ClearedFor);
            }

            await _database.RunAsync(
                batch => WithOffers(batch.Add("node_offer").With(Id.Value).With(Sources())),
                cancellation);
        }
        finally
        {
            _beating.Release();
        }
    }

    /// <summary>Remembers a claim whose reply was lost, so that what it may have taken is given back.</summary>
    internal void GiveBack(long call) => _lostCalls[call] = _options.Time.GetTimestamp();

    /// <summary>What frees all that belongs to nodes which live no more; its first result are the sources that have work again.</summary>
    private static void AddFreeing(NpgsqlBatch batch)
    {
        batch.Add("sweep_work");
        batch.Add("sweep_keys");
        if (SqlFiles.Postgres.Has("sweep_trees"))
        {
            batch.Add("sweep_trees");
        }
    }

    private async Task BeginRowAsync(CancellationToken cancellation)
    {
        var start = _options.Time.GetTimestamp();
        var id = await _database.BeatAsync(
            batch => WithOffers(batch.Add("node_begin").With(_database.Now).With(NpgsqlDbType.Smallint, (short)_options.Kind).With(_options.Name).With(_options.Version)
                .With((long)_options.Lease.TotalMilliseconds).With(Sources()).With(Status?.Invoke() ?? "")),
            async (reader, token) =>
            {
                await reader.ReadAsync(token);
                return reader.GetInt64(0);
            },
            cancellation);
        _meter.Node("begun");
        Find(new(id), start, isNew: true);
    }

    private async Task EndRowAsync(CancellationToken cancellation)
    {
        var opened = new List<string>();
        await _database.BeatAsync(
            batch =>
            {
                batch.Add("node_end").With(Id.Value).With(_database.Now);
                AddFreeing(batch);
            },
            async (reader, token) =>
            {
                opened.Clear();
                return await ReadCountsAsync(reader, opened, token);
            },
            cancellation);
        TellReopened(opened);
    }

    private async Task SweepIfDueAsync(List<NodeState> alive, CancellationToken cancellation)
    {
        // Jittered, so that the nodes do not all tidy up at the same time.
        var isTidying = _lastTidy == 0 || _options.Time.GetElapsedTime(_lastTidy) > TidyInterval * (0.5 + _options.Random.NextDouble());
        if (isTidying || alive.Exists(node => node.BeatAge > node.Lease))
        {
            await SweepAsync(isTidying, cancellation);
            _lastTidy = isTidying ? _options.Time.GetTimestamp() : _lastTidy;
        }
    }

    private void TellReopened(List<string> sources)
    {
        if (sources.Count > 0)
        {
            WorkCameBack?.Invoke();
            _hints.TellWork(sources);
        }
    }

    private void ForgetLostCalls(long[] released)
    {
        foreach (var call in released)
        {
            if (_lostCalls.TryGetValue(call, out var since) && _options.Time.GetElapsedTime(since) > LostReplies)
            {
                _lostCalls.TryRemove(call, out _);
            }
        }
    }

    private NpgsqlBatchCommand WithOffers(NpgsqlBatchCommand command) =>
        command.With([.. _offers.Keys]).With([.. _offers.Values.Select(offer => offer.Position)])
            .With(NpgsqlDbType.Array | NpgsqlDbType.Smallint, _offers.Values.Select(offer => (short)offer.ClearedFor).ToArray());

    private string[] Sources() => [.. _offers.Values.Select(offer => offer.Source).Distinct().Order(StringComparer.Ordinal)];

    private static async Task<int> ReadCountsAsync(NpgsqlDataReader reader, List<string> sources, CancellationToken cancellation)
    {
        var count = 0L;
        while (await reader.ReadAsync(cancellation))
        {
            sources.Add(reader.GetString(0));
            count += reader.GetInt64(1);
        }

        return (int)count;
    }

    private static NodeState Read(NpgsqlDataReader reader) => new(
        new(reader.GetInt64(0)),
        (NodeKind)reader.GetInt16(1),
        reader.GetString(2),
        reader.GetString(3),
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4)),
        TimeSpan.FromMilliseconds(reader.GetInt64(5)),
        TimeSpan.FromMilliseconds(reader.GetInt64(6)),
        (NodePhase)reader.GetInt16(7),
        reader.GetFieldValue<string[]>(8),
        reader.GetString(9));
}
