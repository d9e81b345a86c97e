using IocExplorer.Messages;
using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

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
        var text = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(text);
        json.WriteStartObject();
        json.WriteNumber("v", Version);
        json.WriteNumber("at", state.At.ToUnixTimeMilliseconds());
        json.WriteNumber("pace", Milliseconds(state.PacedIn));
        WritePairs("blocks", state.Blocks.Select(b => (Milliseconds(b.FreeIn), b.Count)));
        WritePairs("days", Known(state.Days));
        WritePairs("months", Known(state.Months));
        if (state.BlockedIn > 0)
        {
            json.WriteNumber("blocked", Milliseconds(state.BlockedIn));
        }

        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(text.WrittenSpan);

        void WritePairs(string name, IEnumerable<(long First, int Second)> pairs)
        {
            json.WriteStartArray(name);
            foreach (var (first, second) in pairs)
            {
                json.WriteStartArray();
                json.WriteNumberValue(first);
                json.WriteNumberValue(second);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        // The current period stands first.
        static IEnumerable<(long First, int Second)> Known(CalendarCount counts) =>
            counts.Periods.OrderBy(p => p.Period == counts.Current ? 0 : 1).Select(p => ((long)p.Period, p.Spent));
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
        catch (Exception trouble) when (trouble is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentOutOfRangeException)
        {
            // Not ours: see below.
        }

        return QuotaState.Unknown(limits, now);
    }

    private static QuotaState Read(JsonElement root)
    {
        var number = 1;
        var longest = QuotaPlan.Minute + QuotaPlan.Margin + QuotaPlan.LongestLife;
        var blocks = Pairs("blocks").Select(p => new QuotaBlock(number++, Ticks(p.First, longest), p.Second)).ToImmutableArray();
        return new(
            DateTimeOffset.FromUnixTimeMilliseconds(root.GetProperty("at").GetInt64()),
            Ticks(root.GetProperty("pace").GetInt64(), longest),
            number,
            blocks,
            Counts("days", CalendarCount.NoDays),
            Counts("months", CalendarCount.NoMonths))
        {
            BlockedIn = root.TryGetProperty("blocked", out var blocked) ? Ticks(blocked.GetInt64(), TimeSpan.FromDays(1)) : 0,
        };

        List<(long First, int Second)> Pairs(string name) =>
            [.. root.GetProperty(name).EnumerateArray().Select(Pair)];

        CalendarCount Counts(string name, CalendarCount none)
        {
            var periods = Pairs(name).ConvertAll(p => new PeriodSpent((int)Math.Clamp(p.First, 0, int.MaxValue), p.Second));
            return periods.Count == 0 ? none : none with { Current = periods[0].Period, Periods = [.. periods.OrderBy(p => p.Period)] };
        }

        static (long First, int Second) Pair(JsonElement pair) => pair.GetArrayLength() == 2
            ? (pair[0].GetInt64(), NotNegative(pair[1].GetInt32()))
            : throw new FormatException("A pair has two numbers.");

        static long Ticks(long milliseconds, TimeSpan longest) => milliseconds < 0
            ? throw new FormatException("A length of time is negative.")
            : Math.Min(milliseconds, (long)longest.TotalMilliseconds) * TimeSpan.TicksPerMillisecond;

        static int NotNegative(int count) => count < 0 ? throw new FormatException("A count is negative.") : count;
    }

    private static long Milliseconds(long ticks) => (ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
}
