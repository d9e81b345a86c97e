using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IocExplorer.Workers.Quotas;

/// <summary>
/// A <see cref="QuotaState"/> as the short text that the ledger keeps:
/// <c>{"v":1,"at":1767614400000,"pace":0,"blocks":[[60900,4]],"days":[[739620,4]],"months":[[24312,4]]}</c>. Times in milliseconds, rounded up.
/// While the source has blocked the key, <c>"blocked":30000</c> is added; older versions ignore it.
/// </summary>
internal static class QuotaText
{
    private const int Version = 1;

    public static string Write(QuotaState state)
    {
        var json = new JsonObject
        {
            ["v"] = Version,
            ["at"] = state.At.ToUnixTimeMilliseconds(),
            ["pace"] = Milliseconds(state.PacedIn),
            ["blocks"] = Pairs(state.Blocks.Select(b => (Milliseconds(b.FreeIn), b.Count))),
        };
        foreach (var count in state.Counts)
        {
            // The current period stands first.
            json[NameOf(count.Window)] = Pairs(count.Periods.OrderBy(p => p.Period == count.Current ? 0 : 1).Select(p => ((long)p.Period, p.Spent)));
        }

        if (state.BlockedIn > 0)
        {
            json["blocked"] = Milliseconds(state.BlockedIn);
        }

        return json.ToJsonString();

        static JsonArray Pairs(IEnumerable<(long First, int Second)> pairs) => new([.. pairs.Select(pair => (JsonNode)new JsonArray(pair.First, pair.Second))]);
    }

    /// <summary>Empty text is a new key; text that is not ours, or of another version, is <see cref="QuotaState.Unknown"/>.</summary>
    public static QuotaState Read(string text, QuotaLimits limits, DateTimeOffset now)
    {
        if (text.Length == 0)
        {
            return QuotaState.New(now);
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            if (root.GetProperty("v").GetInt32() == Version)
            {
                return Read(root);
            }
        }
        catch (Exception error) when (error
            is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentOutOfRangeException)
        {
            // Not ours: see below.
        }

        return QuotaState.Unknown(limits, now);
    }

    private static QuotaState Read(JsonElement root)
    {
        var number = 1;
        var longest = QuotaPlan.Minute + QuotaPlan.Margin + QuotaPlan.LongestLife;
        var blocks = Pairs(root.GetProperty("blocks")).Select(p => new QuotaBlock(number++, Ticks(p.First, longest), p.Second)).ToImmutableArray();
        return new(
            DateTimeOffset.FromUnixTimeMilliseconds(root.GetProperty("at").GetInt64()),
            Ticks(root.GetProperty("pace").GetInt64(), longest),
            number,
            blocks,
            [.. CalendarCount.None.Select(Count)])
        {
            BlockedIn = root.TryGetProperty("blocked", out var blocked) ? Ticks(blocked.GetInt64(), TimeSpan.FromDays(1)) : 0,
        };

        // A window that the writer did not know is not there: nothing is known to be spent in it.
        CalendarCount Count(CalendarCount none)
        {
            var pairs = root.TryGetProperty(NameOf(none.Window), out var known) ? Pairs(known) : [];
            List<(int Period, int Spent)> periods = [.. pairs.Select(p => ((int)Math.Clamp(p.First, 0, int.MaxValue), p.Second))];
            return periods.Count == 0 ? none : none with { Current = periods[0].Period, Periods = [.. periods.OrderBy(p => p.Period)] };
        }

        static IEnumerable<(long First, int Second)> Pairs(JsonElement pairs) => pairs.EnumerateArray().Select(Pair);

        static (long First, int Second) Pair(JsonElement pair) => pair.GetArrayLength() == 2 && pair[1].GetInt32() is >= 0 and var count
            ? (pair[0].GetInt64(), count)
            : throw new FormatException("A pair has two numbers, and the second is a count.");

        static long Ticks(long milliseconds, TimeSpan longest) => milliseconds < 0
            ? throw new FormatException("A length of time is negative.")
            : Math.Min(milliseconds, (long)longest.TotalMilliseconds) * TimeSpan.TicksPerMillisecond;
    }

    private static string NameOf(CalendarWindow window) => window.Name + "s";

    private static long Milliseconds(long ticks) => (ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
}
