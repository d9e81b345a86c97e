using System.Net.Sockets;
using System.Security.Authentication;

namespace IocExplorer.Seed.Service;

/// <summary>Why an exchange with a server failed, in a few words.</summary>
/// <param name="Text">A clause: <c>connection refused</c>.</param>
/// <param name="NothingSent">Whether there never was a connection.</param>
/// <param name="MayPass">Whether it may be better in a moment.</param>
internal sealed record ConnectionFailure(string Text, bool NothingSent, bool MayPass = true)
{
    public static ConnectionFailure Of(Exception error) => error switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => new("its name cannot be resolved", true),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => new(Socket(error) ?? "no connection in time", true),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            new($"no secure connection: {Innermost<AuthenticationException>(error)?.Message.TrimEnd('.') ?? "TLS failed"}", true, MayPass: false),
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => new("the proxy does not let it through", true),
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } or HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } =>
            new("the answer was cut short", false),
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded } =>
            new("the answer is not HTTP", false),
        _ => new(Socket(error) ?? "the connection broke off", false),
    };

    private static string? Socket(Exception error) => Innermost<SocketException>(error)?.SocketErrorCode switch
    {
        null => null,
        SocketError.ConnectionRefused => "connection refused",
        SocketError.ConnectionReset => "the connection was reset",
        SocketError.TimedOut => "no connection in time",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "its name cannot be resolved",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown => "no network",
        var other => $"connection error: {other}",
    };

    private static T? Innermost<T>(Exception? error)
        where T : Exception
    {
        T? found = null;
        for (; error is not null; error = error.InnerException)
        {
            found = error as T ?? found;
        }

        return found;
    }
}
