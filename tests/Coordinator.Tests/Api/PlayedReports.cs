using System.Collections.Concurrent;
using System.Threading.Channels;
using IocExplorer.Analysis.Reports;
using IocExplorer.Coordinator.Api.Findings;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>Hunts whose reports are made when the test says so; the first says that it is of one seed, the next of two.</summary>
internal sealed class PlayedReports : IReportSource
{
    private readonly ConcurrentDictionary<long, HuntStanding> _standings = [];
    private readonly ConcurrentDictionary<long, KeptReport> _kept = [];
    private readonly ConcurrentDictionary<CancellationToken, TaskCompletionSource> _making = [];
    private readonly Channel<CancellationToken> _begun = Channel.CreateUnbounded<CancellationToken>();
    private readonly Channel<KeptReport> _keeps = Channel.CreateUnbounded<KeptReport>();
    private int _made;
    private int _atOnce;

    public int Made => _made;

    public int MostAtOnce { get; private set; }

    public HuntStanding this[long hunt]
    {
        get => _standings[hunt];
        set => _standings[hunt] = value;
    }

    /// <summary>Waits until the next report is begun.</summary>
    /// <returns>What would stop it.</returns>
    public async Task<CancellationToken> NextAsync() => await _begun.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public void Finish(CancellationToken making) => _making[making].SetResult();

    /// <summary>Waits until so many reports are kept, each once.</summary>
    public async Task KeptAsync(int reports)
    {
        for (var i = 0; i < reports; i++)
        {
            await _keeps.Reader.ReadAsync(TestContext.Current.CancellationToken);
        }
    }

    public Task<HuntStanding?> LookAsync(long hunt, CancellationToken cancellation) =>
        Task.FromResult(_standings.TryGetValue(hunt, out var standing) ? standing : (HuntStanding?)null);

    public Task<KeptReport?> FindAsync(long hunt, DateTimeOffset? newerThan, CancellationToken cancellation) =>
        Task.FromResult(_kept.TryGetValue(hunt, out var kept) && (newerThan is null || kept.MadeAt > newerThan) ? kept : null);

    public Task KeepAsync(long hunt, KeptReport report, CancellationToken cancellation)
    {
        _kept[hunt] = report;
        return _keeps.Writer.WriteAsync(report, cancellation).AsTask();
    }

    public async Task<HuntReport?> MakeAsync(long hunt, CancellationToken cancellation)
    {
        var number = Interlocked.Increment(ref _made);
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _atOnce));
        var done = _making[cancellation] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await _begun.Writer.WriteAsync(cancellation, CancellationToken.None);
        try
        {
            await done.Task.WaitAsync(cancellation);
            return new(number, 0, 0, 0, [], [], []);
        }
        finally
        {
            Interlocked.Decrement(ref _atOnce);
        }
    }
}
