namespace IocExplorer.Coordinator.Api;

/// <summary>What people have done through the API. Never a token, never an IOC.</summary>
internal static partial class ApiLog
{
    [LoggerMessage(EventName = "hunt-submitted", Level = LogLevel.Information, Message = "Hunt {Hunt} was submitted with {Seeds} seeds by {Caller}.")]
    public static partial void Submitted(ILogger log, long hunt, int seeds, string caller);

    [LoggerMessage(EventName = "hunt-changed", Level = LogLevel.Information, Message = "Hunt {Hunt} was {What} by {Caller}.")]
    public static partial void Changed(ILogger log, long hunt, string what, string caller);

    [LoggerMessage(EventName = "token-made", Level = LogLevel.Information, Message = "The token {Token} with the role {Role} was made by {Caller}.")]
    public static partial void TokenMade(ILogger log, string token, string role, string caller);

    [LoggerMessage(EventName = "token-revoked", Level = LogLevel.Information, Message = "The token {Token} was revoked by {Caller}.")]
    public static partial void TokenRevoked(ILogger log, string token, string caller);
}
