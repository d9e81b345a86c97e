using System.Globalization;
using IocExplorer.Messages;
using IocExplorer.Persistence.Sqlite;

namespace IocExplorer.Persistence.Tests.Sqlite;

/// <summary>A real process, killed while it writes.</summary>
public sealed class SqliteLedgerCrashTests : IAsyncDisposable
{
    private const int Kills = 6;

    private readonly SqliteStore _store = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Kill_WhileWriting_LosesNothingThatWasAcknowledged()
    {
        var random = new Random(11);
        var asked = new HashSet<string>();
        var answered = new HashSet<string>();
        var spent = new Dictionary<string, int>();
        for (var round = 0; round < Kills; round++)
        {
            await foreach (var line in WhatItSaidUntilKilledAsync(round, random.Next(1, 4000)))
            {
                switch (line.Split(' '))
                {
                    case ["asked", var value]:
                        asked.Add(value);
                        break;
                    case ["answered", var value]:
                        answered.Add(value).ShouldBeTrue($"{value} was claimed again after its answer was acknowledged");
                        break;
                    case ["spent", var key, var batch]:
                        spent[key] = int.Parse(batch, CultureInfo.InvariantCulture);
                        break;
                    default:
                        throw new InvalidOperationException($"The child said: {line}");
                }
            }

            await ShouldHoldAsync(asked, answered, spent);
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

    private async Task ShouldHoldAsync(HashSet<string> asked, HashSet<string> answered, Dictionary<string, int> spent)
    {
        await using var ledger = await SqliteLedger.OpenAsync(_store.Options, Cancellation);
        var operation = (await ledger.RegisterAsync([LedgerChild.Operation], Cancellation)).Single();
        var open = (await ledger.ClaimAsync(new("Alpha", 1_000_000, []), Cancellation)).Select(claim => claim.Ioc.Value).ToHashSet();
        var freshness = new Freshness(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
        var values = asked.Union(answered).ToList();
        var states = await ledger.AskAsync(
            new(HuntId.Embedded, freshness, [.. values.Select(value => new QueryToAsk(operation, new(IocType.Domain, value)))]), Cancellation);

        foreach (var (value, state) in values.Zip(states))
        {
            if (answered.Contains(value))
            {
                open.ShouldNotContain(value);
            }

            if (!open.Contains(value))
            {
                state.Answer.ShouldBeOfType<Answer.Found>($"{value} was lost")
                    .Relations.ShouldBe(((Answer.Found)LedgerChild.AnswerTo(new(IocType.Domain, value))).Relations);
            }
        }

        foreach (var (key, batch) in spent)
        {
            int.Parse((await ledger.TakeKeyAsync(key, Cancellation))!.Spent, CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(batch);
        }
    }
}
