using System.Net.Sockets;
using System.Text;

namespace IocExplorer.Workers.Tests.Doubles;

/// <summary>The answering side of one request.</summary>
internal sealed class ScriptedExchange(TcpClient client, NetworkStream stream, CancellationToken stop)
{
    public CancellationToken Stop => stop;

    public static string Ok(string body, string headers = "") => Status(200, body, headers);

    public static string Status(int status, string body = "", string headers = "") =>
        $"HTTP/1.1 {status} Whatever\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}";

    public Task SendOkAsync(string body) => SendAsync(Ok(body));

    public Task SendAsync(string raw) => SendAsync(Encoding.UTF8.GetBytes(raw));

    public async Task SendAsync(ReadOnlyMemory<byte> raw)
    {
        await stream.WriteAsync(raw, stop);
        await stream.FlushAsync(stop);
    }

    /// <summary>Ends the connection in order.</summary>
    public void Close() => client.Close();

    /// <summary>Ends the connection with a reset.</summary>
    public void Reset()
    {
        client.Client.LingerState = new(true, 0);
        client.Client.Close();
    }

    /// <summary>Ends when the other side has gone.</summary>
    public async Task WaitForGoneAsync()
    {
        var buffer = new byte[1];
        try
        {
            while (await stream.ReadAsync(buffer, stop) > 0)
            {
                // Whatever else it says.
            }
        }
        catch (IOException)
        {
            // Gone.
        }
    }
}
