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
        catch (LedgerException error)
        {
            Console.WriteLine($"{error.Kind}: {error.Message}");
            return 1;
        }
    }

    /// <summary>Records without end from several sides, and prints each thing when the ledger has said that it is done.</summary>
    public static async Task<int> WriteUntilKilledAsync(string path, string round)
    {
        await using var ledger = await SqliteLedger.OpenAsync(new() { Path = path, Time = TimeProvider.System }, CancellationToken.None);
        var operation = (await ledger.RegisterAsync([Operation], CancellationToken.None)).Single();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() => WriteAsync(ledger, operation, $"{round}-{writer}"))));
        return 0;
    }

    private static async Task WriteAsync(SqliteLedger ledger, OperationId operation, string name)
    {
        for (var batch = 0; batch < 100_000; batch++)
        {
            // Every second query fails first and is answered then, as when a run is made again.
            var queries = Enumerable.Range(0, 20).Select(number => new Query(operation, new(IocType.Domain, $"{name}-{batch}-{number}.example"))).ToList();
            var failing = queries.Where((_, at) => at % 2 == 0).ToList();
            await ledger.RecordAsync([.. failing.Select(query => new AnswerToRecord(query, Failure))], CancellationToken.None);
            Say("failed", failing);

            await ledger.RecordAsync([.. queries.Select(query => new AnswerToRecord(query, AnswerTo(query.Ioc)))], CancellationToken.None);
            Say("answered", queries);
        }
    }

    public static Answer Failure { get; } = new Answer.NotAnswered(NotAnsweredReason.Failed, "HTTP 500");

    public static Answer AnswerTo(Ioc ioc) =>
        new Answer.Found([.. Enumerable.Range(0, 10).Select(number => new Relation("points to", new(IocType.Domain, $"{number}.{ioc.Value}")))], false);

    private static void Say(string what, IEnumerable<Query> queries)
    {
        // One write, so that a kill cuts it at most once, at the end.
        lock (Operation)
        {
            Console.Out.Write(string.Concat(queries.Select(query => $"{what} {query.Ioc.Value}\n")));
            Console.Out.Flush();
        }
    }
}
