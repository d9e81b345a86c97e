using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace IocExplorer.Testing.Clusters;

/// <summary>
/// Stands between one node and the database, and can be cut: then bytes are swallowed in both directions and nothing is refused or closed, as on a network that
/// drops.
/// </summary>
public sealed class DatabaseProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;
    private readonly string _host;
    private readonly int _port;
    private volatile bool _isCut;

    /// <param name="connectionString">How the database is reached without the proxy.</param>
    public DatabaseProxy(string connectionString)
    {
        var own = new NpgsqlConnectionStringBuilder(connectionString);
        (_host, _port) = (own.Host!, own.Port);
        _listener.Start();
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Host = "127.0.0.1",
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
        }.ConnectionString;
        _accepting = AcceptAsync();
    }

    /// <summary>How the database is reached through the proxy.</summary>
    public string ConnectionString { get; }

    public void Cut() => _isCut = true;

    /// <summary>Connections made from now on work; those that were cut stay as dead as they are.</summary>
    public void Mend() => _isCut = false;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var node = await _listener.AcceptTcpClientAsync(_end.Token);
            _ = CarryAsync(node);
        }
    }

    private async Task CarryAsync(TcpClient node)
    {
        using (node)
        using (var database = new TcpClient())
        {
            try
            {
                await database.ConnectAsync(_host, _port, _end.Token);
                var line = new Line();
                await Task.WhenAny(
                    PumpAsync(node.GetStream(), database.GetStream(), line),
                    PumpAsync(database.GetStream(), node.GetStream(), line));
            }
            catch (Exception error) when (error is SocketException or IOException or OperationCanceledException)
            {
                // Closed for the node as for us.
            }
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, Line line)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, _end.Token) is > 0 and var count)
        {
            if (_isCut)
            {
                line.IsDead = true;
            }

            if (!line.IsDead)
            {
                await to.WriteAsync(buffer.AsMemory(0, count), _end.Token);
            }
        }
    }

    /// <summary>One connection; it does not come back to life.</summary>
    private sealed class Line
    {
        public volatile bool IsDead;
    }
}
