using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IocExplorer.Testing.Clusters;

/// <summary>
/// What lies between the nodes of a cluster: each is reached by the others through a proxy of its own. A node can be cut off: then nothing passes to it or from
/// it, and nothing is refused or closed, as on a network that drops; when that ends, what was held back arrives, as TCP has it.
/// </summary>
/// <remarks>
/// Each node is known to the others by an address of its own of the loopback network. The first thing that a node sends is that address, so a proxy knows who
/// calls.
/// </remarks>
public sealed class NodeNetwork : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<Node> _nodes = [];
    private readonly CancellationTokenSource _end = new();
    private string? _isCutOff;
    private TaskCompletionSource _healed = new();

    /// <summary>What a node needs to be told to be part of it.</summary>
    /// <param name="name">Of the node.</param>
    /// <param name="port">Where it is to listen.</param>
    public IEnumerable<KeyValuePair<string, string>> Add(string name, int port)
    {
        lock (_gate)
        {
            var node = new Node(name, port, IPAddress.Parse($"127.0.1.{_nodes.Count + 1}"));
            _nodes.Add(node);
            node.Listener.Start();
            _ = AcceptAsync(node);
            return
            [
                new("node__remoting__port", Text(port)),
                new("node__remoting__publicHost", node.Address.ToString()),
                new("node__remoting__publicPort", Text(((IPEndPoint)node.Listener.LocalEndpoint).Port)),
            ];
        }
    }

    /// <summary>From now on the others and this node hear nothing of each other.</summary>
    public void CutOff(string name) => _isCutOff = name;

    public void Heal()
    {
        _isCutOff = null;
        Interlocked.Exchange(ref _healed, new()).SetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        foreach (var node in _nodes)
        {
            node.Listener.Dispose();
        }

        _end.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task AcceptAsync(Node node)
    {
        try
        {
            while (true)
            {
                _ = CarryAsync(await node.Listener.AcceptTcpClientAsync(_end.Token), node);
            }
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The end of the test.
        }
    }

    private async Task CarryAsync(TcpClient caller, Node called)
    {
        using (caller)
        using (var callee = new TcpClient())
        {
            try
            {
                var buffer = new byte[64 * 1024];
                var count = await caller.GetStream().ReadAsync(buffer, _end.Token);
                var ends = (called.Name, CallerOf(buffer.AsSpan(0, count)));
                await PassAsync(ends);
                await callee.ConnectAsync(IPAddress.Loopback, called.Port, _end.Token);
                await callee.GetStream().WriteAsync(buffer.AsMemory(0, count), _end.Token);
                await Task.WhenAny(PumpAsync(caller.GetStream(), callee.GetStream(), ends), PumpAsync(callee.GetStream(), caller.GetStream(), ends));
            }
            catch (Exception error) when (error is SocketException or IOException or OperationCanceledException)
            {
                // Closed for the one as for the other.
            }
        }
    }

    private string CallerOf(ReadOnlySpan<byte> first)
    {
        lock (_gate)
        {
            foreach (var node in _nodes)
            {
                if (first.IndexOf(Encoding.ASCII.GetBytes(node.Address.ToString())) >= 0)
                {
                    return node.Name;
                }
            }
        }

        return "";
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, (string, string) ends)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, _end.Token) is > 0 and var count)
        {
            await PassAsync(ends);
            await to.WriteAsync(buffer.AsMemory(0, count), _end.Token);
        }
    }

    private async ValueTask PassAsync((string Called, string Caller) ends)
    {
        while (true)
        {
            var healed = Volatile.Read(ref _healed);
            if (_isCutOff is not { } cut || (cut != ends.Called && cut != ends.Caller))
            {
                return;
            }

            await healed.Task.WaitAsync(_end.Token);
        }
    }

    private sealed record Node(string Name, int Port, IPAddress Address)
    {
        public TcpListener Listener { get; } = new(Address, 0);
    }
}
