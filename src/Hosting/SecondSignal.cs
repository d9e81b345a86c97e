using System.Runtime.InteropServices;

namespace IocExplorer.Hosting;

/// <summary>
/// Ends the process at once at the second SIGTERM or SIGINT; the first one belongs to the generic host, which asks for an orderly stop. Nothing is lost either
/// way: what is known stands in the database, and what was hosted here goes on at another node.
/// </summary>
internal sealed class SecondSignal : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;
    private int _count;

    // The numbers are those of shells: a process ended by a signal exits with 128 and its number.
    public SecondSignal() => _registrations = [Count(PosixSignal.SIGINT, 2), Count(PosixSignal.SIGTERM, 15)];

    public void Dispose() => Array.ForEach(_registrations, registration => registration.Dispose());

    private PosixSignalRegistration Count(PosixSignal signal, int number) => PosixSignalRegistration.Create(signal, _ =>
    {
        if (Interlocked.Increment(ref _count) > 1)
        {
            Environment.Exit(128 + number);
        }
    });
}
