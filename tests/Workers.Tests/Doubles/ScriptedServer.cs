using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IocExplorer.Workers.Tests.Doubles;

/// <summary>
/// A server on the loopback whose bytes the test writes itself, so that it can answer badly: late, cut short, reset, with a wrong length.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<ScriptedRequest, ScriptedExchange, Task> _answer;
    private int _requests;
    private int _disposed;

    private ScriptedServer(Func<ScriptedRequest, ScriptedExchange, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        BaseUrl = new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _ = AcceptAsync();
    }

    public Uri BaseUrl { get; }

    public ConcurrentQueue<ScriptedRequest> Requests { get; } = new();

    public static ScriptedServer Start(Func<ScriptedRequest, ScriptedExchange, Task> answer) => new(answer);

    /// <summary>Answers with the text that the function returns, by default with status 200.</summary>
    public static ScriptedServer Start(Func<ScriptedRequest, string> answer) => new((request, exchange) =>
    {
        var text = answer(request);
        return text.StartsWith("HTTP/", StringComparison.Ordinal) ? exchange.SendAsync(text) : exchange.SendOkAsync(text);
    });

    /// <summary>May be called twice: by the test, and by the source under test.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await _stop.CancelAsync();
            _listener.Dispose();
            _stop.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } first)
                {
                    var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                    while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line)
                    {
                        var colon = line.IndexOf(':', StringComparison.Ordinal);
                        headers[line[..colon]] = line[(colon + 1)..].Trim();
                    }

                    var request = new ScriptedRequest(Interlocked.Increment(ref _requests), first.Split(' ')[1], headers);
                    Requests.Enqueue(request);
                    await _answer(request, new(client, stream, _stop.Token));
                    if (!client.Connected)
                    {
                        return;
                    }
                }
            }
            catch (Exception end) when (end is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
                // Either side went away: that is what these servers are for.
            }
        }
    }
}
