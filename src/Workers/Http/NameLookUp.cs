using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace IocExplorer.Workers.Http;

/// <summary>
/// Connects, and says that a name cannot be resolved also where no name server answers at all: the system's resolver then waits for most of a
/// minute, and what is known after the time-out of the request is only that nothing came. A look-up holds a thread for as long as it takes, so each
/// name has at most one, which is none of the pool's.
/// </summary>
/// <param name="patience">How long a name server gets. A first one that is dead and a second that answers take 5 s.</param>
/// <param name="resolve">Blocks; null for the system's.</param>
internal sealed class NameLookUp(TimeSpan patience, TimeProvider time, Func<string, IPAddress[]>? resolve = null)
{
    /// <summary>Longer than one dead name server takes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private readonly ConcurrentDictionary<string, Lazy<Task<IPAddress[]>>> _underWay = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="SocketException">There is no connection: <see cref="SocketError.TryAgain"/> when the name server did not answer in time.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint where, CancellationToken cancellation)
    {
        var addresses = IPAddress.TryParse(where.Host, out var address) ? [address] : await FindAsync(where.Host, cancellation);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, where.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<IPAddress[]> FindAsync(string name, CancellationToken cancellation)
    {
        var look = _underWay.GetOrAdd(
            name, _ => new(() => Task.Factory.StartNew(() => LookUp(name), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        try
        {
            return await look.Value.WaitAsync(patience, time, cancellation);
        }
        catch (TimeoutException)
        {
            throw new SocketException((int)SocketError.TryAgain);
        }
    }

    private IPAddress[] LookUp(string name)
    {
        try
        {
            return (resolve ?? Dns.GetHostAddresses)(name) is { Length: > 0 } found ? found : throw new SocketException((int)SocketError.HostNotFound);
        }
        finally
        {
            _ = _underWay.TryRemove(name, out _);
        }
    }
}
