using IocExplorer.SourceSimulator.Troubles;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator;

/// <summary>How a <see cref="Simulator"/> behaves. Everything has a default; the default world is a synthetic one.</summary>
public sealed record SimulatorOptions
{
    /// <summary>
    /// The name by which others reach it, as in a network of containers: then it listens on all addresses and says this name in links. Null, the default:
    /// 127.0.0.1 alone.
    /// </summary>
    public string? HostName { get; init; }

    /// <summary>The port; 0, the default, takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>What the sources know.</summary>
    public IWorld World { get; init; } = new SyntheticWorld();

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The troubles at the start.</summary>
    public IReadOnlyList<TroubleRule> Troubles { get; init; } = [];

    /// <summary>Chooses which requests the troubles strike, and the delays.</summary>
    public long TroubleSeed { get; init; } = 1;

    /// <summary>How long every answer takes, good or bad.</summary>
    public DelayRange Delay { get; init; }

    /// <summary>Keys that the sources accept; empty: every key. VirusTotal always wants some key, as does QiAnXin's file reputation.</summary>
    public IReadOnlyList<string> AcceptedKeys { get; init; } = [];

    /// <summary>
    /// Requests a key may make in any 60 seconds, by source; beyond, 429 with Retry-After, or what the source says in its place.
    /// A source that is not named has no quota. QiAnXin's requests without a key share one.
    /// </summary>
    public IReadOnlyDictionary<string, int> QuotaPerMinute { get; init; } = new Dictionary<string, int>();

    /// <summary>
    /// The most rows on a page of a source with a dialect of its own, however many are asked for; null: as many as the source gives. Small: every longer answer
    /// comes in pages.
    /// </summary>
    public int? PageSize { get; init; }

    /// <summary>About how many bytes an answer has at least; 0: as short as it is.</summary>
    public int AnswerBytes { get; init; }

    public EmptyAnswers EmptyAnswers { get; init; }

    /// <summary>A file's reputation comes as one object, as newer clients know it, not as a list of one.</summary>
    public bool ReputationIsObject { get; init; }

    public CountingMode Count { get; init; }

    /// <summary>Keeps every request in order, for <see cref="Simulator.Requests"/>.</summary>
    public bool LogRequests { get; init; }

    /// <summary>The port of the host that no client should ever visit; 0 takes a free one.</summary>
    public int ForeignPort { get; init; }
}
