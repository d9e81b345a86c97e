using System.Diagnostics;
using IocExplorer.Messages;
using IocExplorer.Persistence.Sqlite;

namespace IocExplorer.Persistence.Tests.Sqlite;

/// <summary>This test executable as another process on the same file.</summary>
internal static class LedgerChild
{
    public static Operation Operation { get; } = new("Alpha", "first", "v1", [IocType.Domain], true);

    public static Process Start(params string[] arguments)
    {
        var name = Path.Combine(AppContext.BaseDirectory, "IocExplorer.Persistence.Tests");
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? name + ".exe" : name, arguments) { RedirectStandardOutput = true };
        return Process.Start(start)!;
    }

    /// <summary>Prints how the file could be opened.</summary>
    public static async Task<int> OpenAsync(string path)
    {
        try
        {
            await using var ledger = await SqliteLedger.OpenAsync(new() { Path = path, Time = TimeProvider.System }, CancellationToken.None);
            Console.WriteLine("open");
            return 0;
        }
        catch (LedgerException trouble)
        {
            Console.WriteLine($"{trouble.Trouble}: {trouble.Message}");
            return 1;
        }
    }

    /// <summary>Asks, claims, answers and spends without end from several sides, and prints each thing when the ledger has said that it is done.</summary>
    public static async Task<int> WriteUntilKilledAsync(string path, string round)
    {
        await using var ledger = await SqliteLedger.OpenAsync(new() { Path = path, Time = TimeProvider.System }, CancellationToken.None);
        var operation = (await ledger.RegisterAsync([Operation], CancellationToken.None)).Single();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(asker => Task.Run(() => WriteAsync(ledger, operation, $"{round}-{asker}"))));
        return 0;
    }

    private static async Task WriteAsync(SqliteLedger ledger, OperationId operation, string name)
    {
        var key = (await ledger.TakeKeyAsync(name, CancellationToken.None))!;
        var fresh = new Freshness(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
        for (var batch = 0; batch < 100_000; batch++)
        {
            var values = Enumerable.Range(0, 20).Select(number => $"{name}-{batch}-{number}.example").ToList();
            await ledger.AskAsync(
                new(HuntId.Embedded, fresh, [.. values.Select(value => new QueryToAsk(operation, new(IocType.Domain, value)))]), CancellationToken.None);
            Say(values.Select(value => $"asked {value}"));

            var claims = await ledger.ClaimAsync(new("Alpha", 10, []), CancellationToken.None);
            await ledger.AnswerAsync([.. claims.Select(claim => new AnswerToClaim(claim, AnswerTo(claim.Ioc)))], CancellationToken.None);
            Say(claims.Select(claim => $"answered {claim.Ioc.Value}"));

            await ledger.SpendAsync(key, $"{batch}", CancellationToken.None);
            Say([$"spent {name} {batch}"]);
        }
    }

    public static Answer AnswerTo(Ioc ioc) =>
        new Answer.Found([.. Enumerable.Range(0, 10).Select(number => new Relation("points to", new(IocType.Domain, $"{number}.{ioc.Value}")))], false);

    private static void Say(IEnumerable<string> lines)
    {
        // One write, so that a kill cuts it at most once, at the end.
        lock (Operation)
        {
            Console.Out.Write(string.Concat(lines.Select(line => $"{line}\n")));
            Console.Out.Flush();
        }
    }
}
