using System.Collections.Concurrent;
using IocExplorer.SourceSimulator.Troubles;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Accounting;

/// <summary>The counts between two resets. A reset opens a new book; requests in work end in the one they began in.</summary>
internal sealed class Book(long openedAt, long ticksSpentBefore, long ticksPerMinute)
{
    private const string NoKey = "(no key)";
    private readonly ConcurrentDictionary<string, KeyCounter> _virusTotalKeys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, KeyCounter> _qiAnXinKeys = new(StringComparer.Ordinal);
    private readonly KeyCounter _virusTotal = new(ticksPerMinute);
    private readonly KeyCounter _qiAnXin = new(ticksPerMinute);
    private readonly long[] _byOperation = new long[Enum.GetValues<Operation>().Length];
    private readonly long[] _byOutcome = new long[Enum.GetValues<Outcome>().Length];
    private readonly long[] _byTrouble = new long[Enum.GetValues<TroubleKind>().Length];
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, KeyCounter>> _otherKeys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, KeyCounter> _others = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _byName = new(StringComparer.Ordinal);
    private long _unroutable;
    private long _firstStart = -1;
    private long _lastEnd = -1;

    public long OpenedAt => openedAt;

    public long TicksSpentBefore => ticksSpentBefore;

    public ConcurrentDictionary<(Operation Operation, string Value), QueryCounter> Queries { get; } = new();

    public ConcurrentDictionary<AskedQuery, QueryCounter> AskedQueries { get; } = new();

    public ConcurrentQueue<LogEntry> Log { get; } = new();

    public ConcurrentQueue<ForeignRequest> Foreign { get; } = new();

    public long Unroutable => Interlocked.Read(ref _unroutable);

    public long FirstStart => Interlocked.Read(ref _firstStart);

    public long LastEnd => Interlocked.Read(ref _lastEnd);

    public static string LabelOf(string source, string? key) => $"{source}:{key ?? NoKey}";

    public static string SourceOf(Operation operation) => RelationTable.IsQiAnXin(operation) ? "QiAnXin" : "VirusTotal";

    public KeyCounter KeyOf(string source, string? key) => KeysOf(source).GetOrAdd(key ?? NoKey, static (_, ticks) => new KeyCounter(ticks), ticksPerMinute);

    public void Start(Operation operation, string? key, long now, bool withWindows)
    {
        Begin(now);
        _ = Interlocked.Increment(ref _byOperation[(int)operation]);
        KeyOf(SourceOf(operation), key).Add(now, withWindows);
        (RelationTable.IsQiAnXin(operation) ? _qiAnXin : _virusTotal).Add(now, withWindows);
    }

    public void Start(in AskedQuery asked, string? key, long now, bool withWindows)
    {
        Begin(now);
        _ = _byName.AddOrUpdate(asked.Name, 1, static (_, count) => count + 1);
        KeyOf(asked.Source, key).Add(now, withWindows);
        SourceCounter(asked.Source).Add(now, withWindows);
    }

    public void End(Outcome outcome, long now)
    {
        _ = Interlocked.Increment(ref _byOutcome[(int)outcome]);
        _ = Interlocked.Exchange(ref _lastEnd, now);
    }

    public void AddTrouble(TroubleKind kind) => Interlocked.Increment(ref _byTrouble[(int)kind]);

    public void AddUnroutable() => Interlocked.Increment(ref _unroutable);

    public long CountOf(Outcome outcome) => Interlocked.Read(ref _byOutcome[(int)outcome]);

    public Dictionary<string, long> ReadOperations() => Enum.GetValues<Operation>()
        .Select(operation => KeyValuePair.Create(RelationTable.NameOf(operation), Interlocked.Read(ref _byOperation[(int)operation])))
        .Concat(_byName.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        .ToDictionary();

    public Dictionary<string, long> ReadTroubles() => Enum.GetValues<TroubleKind>()
        .Where(kind => Interlocked.Read(ref _byTrouble[(int)kind]) > 0)
        .ToDictionary(TroubleGrammar.NameOf, kind => Interlocked.Read(ref _byTrouble[(int)kind]));

    public Dictionary<string, KeyCount> ReadKeys() => new[] { "VirusTotal", "QiAnXin" }.Concat(_otherKeys.Keys.Order(StringComparer.Ordinal))
        .SelectMany(source => KeysOf(source).Select(key => KeyValuePair.Create(LabelOf(source, key.Key), key.Value.Read())))
        .ToDictionary();

    // A source's throttled requests are those of its keys: only keys have quotas.
    public Dictionary<string, KeyCount> ReadSources() => new[] { "QiAnXin", "VirusTotal" }.Concat(_others.Keys.Order(StringComparer.Ordinal))
        .ToDictionary(source => source, source => SourceCounter(source).Read() with { Throttled = KeysOf(source).Values.Sum(key => key.Read().Throttled) });

    private void Begin(long now)
    {
        if (Interlocked.Read(ref _firstStart) < 0)
        {
            _ = Interlocked.CompareExchange(ref _firstStart, now, -1);
        }
    }

    private ConcurrentDictionary<string, KeyCounter> KeysOf(string source) => source switch
    {
        "VirusTotal" => _virusTotalKeys,
        "QiAnXin" => _qiAnXinKeys,
        _ => _otherKeys.GetOrAdd(source, static _ => new(StringComparer.Ordinal)),
    };

    private KeyCounter SourceCounter(string source) => source switch
    {
        "VirusTotal" => _virusTotal,
        "QiAnXin" => _qiAnXin,
        _ => _others.GetOrAdd(source, static (_, ticks) => new KeyCounter(ticks), ticksPerMinute),
    };
}
