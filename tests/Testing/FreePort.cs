using System.Net;
using System.Net.Sockets;

namespace IocExplorer.Testing;

/// <summary>
/// Ports of loopback for programs that are told theirs. They lie below those that the system gives to outgoing connections: between the choice and the
/// start of the program, and while a killed one is away, none of the thousands of connections of the tests may take its port.
/// </summary>
public static class FreePort
{
    private const int First = 10_000;
    private const int Count = 22_000;

    // Test processes that run beside each other begin at different places.
    private static int s_taken = Environment.ProcessId % Count * 97 % Count;

    /// <summary>The URL of a port that nobody listens on.</summary>
    public static Uri TakeUrl() => new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", Take()).Uri;

    /// <summary>A port that nobody listens on; each call of this process gives another one.</summary>
    public static int Take()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref s_taken) % Count);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Somebody has it: the next.
            }
        }
    }
}
