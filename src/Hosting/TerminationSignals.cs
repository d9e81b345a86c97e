using System.Runtime.InteropServices;

namespace IocExplorer.Hosting;

/// <summary>
/// The wish to stop (SIGTERM, SIGINT). The first asks for an orderly stop; a second one ends the process at once. Nothing is lost either way: what is
/// known stands in the database, and what was hosted here goes on at another node.
/// </summary>
public sealed class TerminationSignals : IDisposable
{
    private readonly Action<int> _exitAtOnce;
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly CancellationTokenSource _stop = new();
    private int _count;

    /// <param name="exitAtOnce">Ends the process with the exit code given.</param>
    public TerminationSignals(Action<int> exitAtOnce) => _exitAtOnce = exitAtOnce;

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Begins to listen to the signals of the process.</summary>
    public void Listen()
    {
        foreach (var (signal, number) in new[] { (PosixSignal.SIGINT, 2), (PosixSignal.SIGTERM, 15) })
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                Signal(number);
            }));
        }
    }

    /// <summary>What each signal does.</summary>
    /// <param name="number">As shells have it: a process ended by a signal exits with 128 and its number.</param>
    public void Signal(int number)
    {
        if (Interlocked.Increment(ref _count) > 1)
        {
            _exitAtOnce(128 + number);
            return;
        }

        _stop.Cancel();
    }

    public void Dispose()
    {
        _registrations.ForEach(r => r.Dispose());
        _stop.Dispose();
    }
}
