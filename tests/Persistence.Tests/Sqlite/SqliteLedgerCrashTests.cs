using IocExplorer.Messages;
using IocExplorer.Persistence.Sqlite;
using IocExplorer.Persistence.Tests.Conformance;

namespace IocExplorer.Persistence.Tests.Sqlite;

/// <summary>A real process, killed while it writes.</summary>
public sealed class SqliteLedgerCrashTests : IAsyncDisposable
{
    private const int Kills = 6;

    private readonly SqliteBackend _store = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Kill_WhileWriting_LosesNothingThatWasAcknowledged()
    {
        var random = new Random(11);
        var failed = new HashSet<string>();
        var answered = new HashSet<string>();
        for (var round = 0; round < Kills; round++)
        {
            await foreach (var line in WhatItSaidUntilKilledAsync(round, random.Next(1, 4000)))
            {
                (line.Split(' ') switch
                {
                    ["failed", var value] => failed.Add(value),
                    ["answered", var value] => answered.Add(value),
                    _ => throw new InvalidOperationException($"The child said: {line}"),
                }).ShouldBeTrue(line);
            }

            await ShouldHoldAsync(failed, answered);
        }

        answered.Count.ShouldBeGreaterThan(0);
    }

    private async IAsyncEnumerable<string> WhatItSaidUntilKilledAsync(int round, int lines)
    {
        using var child = LedgerChild.Start("write", _store.FilePath, $"{round}");
        var said = new List<string>();
        while (said.Count < lines && await child.StandardOutput.ReadLineAsync(Cancellation) is { } line)
        {
            said.Add(line);
        }

        child.Kill();
        var rest = await child.StandardOutput.ReadToEndAsync(Cancellation);
        await child.WaitForExitAsync(Cancellation);

        // The last line may be cut off.
        foreach (var line in said.Concat(rest.Split('\n').SkipLast(1)))
        {
            yield return line;
        }
    }

    private async Task ShouldHoldAsync(HashSet<string> failed, HashSet<string> answered)
    {
        await using var ledger = await SqliteLedger.OpenAsync(_store.Options, Cancellation);
        var operation = (await ledger.RegisterAsync([LedgerChild.Operation], Cancellation)).Single();
        var values = failed.Union(answered).ToList();
        var answers = await ledger.LookUpAsync(
            [.. values.Select(value => new Query(operation, new(IocType.Domain, value)))], new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch),
            Cancellation);

        foreach (var (value, recorded) in values.Zip(answers))
        {
            var answer = recorded.ShouldNotBeNull($"{value} was lost").Answer;
            if (answered.Contains(value) || answer != LedgerChild.Failure)
            {
                answer.ShouldBeAnswer(LedgerChild.AnswerTo(new(IocType.Domain, value)));
            }
        }
    }
}
