using IocExplorer.Messages;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Messages.Service.Trees;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Persistence.Postgres.Hunts;
using Npgsql;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests;

/// <summary>Puts hunts into a database without anybody being told.</summary>
internal static class HuntOnDatabase
{
    /// <summary>As the API has it from a user: depth 3, these domains.</summary>
    public static async Task<HuntId> SubmitAsync(PostgresStore store, params IReadOnlyList<string> seeds)
    {
        var submission = await new HuntStore(store).SubmitAsync(
            new()
            {
                Name = "a hunt",
                SubmittedBy = "the tests",
                RequestHash = new byte[] { 1 },
                Depth = 3,
                Plain = false,
                SendReserved = false,
                MaxAge = TimeSpan.FromHours(24),
                Seeds = [.. seeds.Select(Domain)],
                Duplicates = 0,
                BadLines = 0,
                FirstBadLines = [],
            },
            Cancellation);
        return submission.ShouldBeOfType<Submission.Made>().Hunt;
    }

    /// <summary>As the migration leaves a hunt that was under way in the version before: its first trees are written, with three nodes each.</summary>
    public static async Task<HuntId> SubmitInterruptedAsync(PostgresStore store, int written, params IReadOnlyList<string> seeds)
    {
        var hunt = await SubmitAsync(store, seeds);
        var trees = new TreeStore(store);
        var round = (await trees.LoadAsync(hunt, Cancellation))!.Freshness.FailuresSince;
        await trees.RecordAsync(
            [
                .. Enumerable.Range(1, written).Select(number => new FinishedTree
                {
                    Tree = new(hunt, number),
                    FailuresSince = round,
                    State = TreeState.Complete,
                    Nodes = 3,
                    Missing = 0,
                }),
            ],
            Cancellation);
        await trees.UpdateAsync(new(hunt, HuntState.Interrupted, new(seeds.Count - written, 0, written, 0, 0), 3 * written), Cancellation);
        return hunt;
    }

    /// <summary>Fixes what a hunt asks, and not what it is cleared for, as the version before did.</summary>
    public static async Task PrepareAsTheVersionBeforeAsync(string database, HuntId hunt, OperationId operation)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand("UPDATE hunts SET operations = ARRAY[$2], clearances = NULL WHERE id = $1", connection)
        {
            Parameters = { new() { Value = hunt.Value }, new() { Value = operation.Value } },
        };
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
