using System.Net.Sockets;
using System.Security.Authentication;

namespace IocExplorer.Workers.Http;

/// <summary>What it means when an exchange broke off.</summary>
internal static class HttpErrorTranslator
{
    public const string Unresolved = "its name cannot be resolved";

    private const string Unanswered = "the connection was closed without an answer";

    /// <summary>Whether this is a failed HTTP exchange, and not a bug.</summary>
    public static bool IsOne(Exception error) =>
        error is HttpRequestException or IOException or InvalidDataException or SocketException;

    public static Trial Describe(Exception error) => error switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
            Trial.OfFailure(Unresolved, notSent: true),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } =>
            Trial.OfFailure(SocketErrorText(error) ?? "no connection", notSent: true),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            Trial.OfFailure($"no secure connection (TLS){SecurityErrorText(error)}", notSent: true),
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } =>
            Trial.OfFailure("the proxy does not let it through", notSent: true),
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded } =>
            Trial.OfGarbage("the answer is not HTTP"),
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } =>
            Trial.OfFailure(Unanswered),
        HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => Trial.OfGarbage("the answer is cut short"),
        HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse } => Trial.OfGarbage("the answer is not HTTP"),
        InvalidDataException => Trial.OfGarbage("the answer cannot be decompressed"),
        _ when CausesOf(error).OfType<RequestRepeatedException>().Any() => Trial.OfFailure(Unanswered),
        _ => Trial.OfFailure(SocketErrorText(error) ?? "the connection broke off"),
    };

    /// <summary>The exception and its inner exceptions.</summary>
    public static IEnumerable<Exception> CausesOf(Exception error)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }

    // What is wrong with a certificate decides what to do about it.
    private static string SecurityErrorText(Exception error) =>
        CausesOf(error).OfType<AuthenticationException>().LastOrDefault() is { } cause ? $": {cause.Message.TrimEnd('.')}" : "";

    private static string? SocketErrorText(Exception error) => CausesOf(error).OfType<SocketException>().FirstOrDefault()?.SocketErrorCode switch
    {
        null => null,
        SocketError.ConnectionRefused => "connection refused",
        SocketError.ConnectionReset => "connection reset",
        SocketError.TimedOut => "no connection in time",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => Unresolved,
        SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown => "no network",
        var other => $"connection trouble ({other})",
    };
}
