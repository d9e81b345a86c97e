using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IocExplorer.SourceSimulator;

/// <summary>
/// The bare server: sockets and HTTP/1.1, no host, no container, no log. It holds its port from the moment it is made, so that
/// texts with the address in them can be prepared before the first request.
/// </summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly KestrelServer _server;

    /// <exception cref="IOException">The address cannot be had.</exception>
    public LoopbackServer(IPAddress address, int port)
    {
        _socket = Bind(address, port);
        var endPoint = (IPEndPoint)_socket.LocalEndPoint!;
        Address = new Uri($"http://{endPoint}/");

        var options = new KestrelServerOptions { AddServerHeader = false };

        // Dripping answers are slow on purpose; hostile IOCs make long targets.
        options.Limits.MinResponseDataRate = null;
        options.Limits.MaxRequestLineSize = 256 * 1024;
        options.Limits.MaxRequestBufferSize = 1024 * 1024;
        options.Listen(endPoint, listen => listen.Protocols = HttpProtocols.Http1);
        var transport = new SocketTransportOptions { CreateBoundListenSocket = _ => _socket };
        _server = new KestrelServer(
            Options.Create(options),
            new SocketTransportFactory(Options.Create(transport), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance);
    }

    public Uri Address { get; }

    public static bool CanListenOn(IPAddress address)
    {
        try
        {
            Bind(address, 0).Dispose();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Begins to answer. The port is held already, so there is nothing to wait for that could be cancelled.</summary>
    public Task StartAsync(IHttpApplication<Exchange> application) => _server.StartAsync(application, CancellationToken.None);

    /// <summary>Stops at once: open connections are cut, nobody is waited for.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true));
        _server.Dispose();
        _socket.Dispose();
    }

    private static Socket Bind(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            return socket;
        }
        catch (SocketException fault)
        {
            socket.Dispose();
            throw new IOException($"The simulator cannot listen on {address}:{port} ({fault.Message}). Choose another port, or 0 for a free one.", fault);
        }
    }
}
