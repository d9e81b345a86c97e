using System.Runtime.InteropServices;

namespace IocExplorer.Seed;

/// <summary>
/// Stop signals (Ctrl-C, SIGTERM). The first one asks for an orderly stop; a second one, or an orderly stop that
/// takes too long, ends the process at once. Nothing is lost either way: what is known stands in the ledger.
/// </summary>
/// <param name="time">For <see cref="Patience"/>.</param>
/// <param name="exitAtOnce">Ends the process with the exit code given.</param>
public sealed class Interrupts(TimeProvider time, Action<int> exitAtOnce) : IDisposable
{
    /// <summary>The exit code of a run that was interrupted, as shells have it for SIGINT.</summary>
    public const int ExitCode = 130;

    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly CancellationTokenSource _stop = new();
    private int _count;
    private ITimer? _patience;

    /// <summary>How long an orderly stop may take in all: less than the five seconds promised.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(4.5);

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Begins to listen to the signals of the process.</summary>
    public void Listen()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                Signal();
            }));
        }
    }

    /// <summary>What each signal does.</summary>
    public void Signal()
    {
        if (Interlocked.Increment(ref _count) > 1)
        {
            exitAtOnce(ExitCode);
            return;
        }

        _patience = time.CreateTimer(_ => exitAtOnce(ExitCode), null, Patience, Timeout.InfiniteTimeSpan);
        _stop.Cancel();
    }

    public void Dispose()
    {
        _registrations.ForEach(r => r.Dispose());
        _patience?.Dispose();
        _stop.Dispose();
    }
}
