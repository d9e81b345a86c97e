using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace IocExplorer.Hosting;

/// <summary>
/// Ends the host in order at the first SIGTERM, SIGINT or SIGQUIT, and the process at once at the second. Nothing is lost either way: what is known
/// stands in the database, and what was hosted here goes on at another node.
/// </summary>
/// <remarks>In the place of the framework's console lifetime: who counts beside it may see a second signal before the first.</remarks>
internal sealed class StopSignals(IHostApplicationLifetime application) : IHostLifetime, IDisposable
{
    private PosixSignalRegistration[] _registrations = [];
    private int _count;

    // The numbers are those of shells: a process ended by a signal exits with 128 and its number.
    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _registrations = [On(PosixSignal.SIGINT, 2), On(PosixSignal.SIGTERM, 15), On(PosixSignal.SIGQUIT, 3)];
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => Array.ForEach(_registrations, registration => registration.Dispose());

    private PosixSignalRegistration On(PosixSignal signal, int number) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _count) > 1)
        {
            Environment.Exit(128 + number);
        }

        application.StopApplication();
    });
}
