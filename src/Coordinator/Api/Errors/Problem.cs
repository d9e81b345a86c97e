using System.Globalization;
using System.Text.Json;
using IocExplorer.Messages.Service;
using Microsoft.AspNetCore.Http;

namespace IocExplorer.Coordinator.Api.Errors;

/// <summary>An answer that is a refusal, in the form of RFC 9457: what happened, to what, and what to do. Never holds a token or a secret.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Type">For programs; <see cref="TypePrefix"/> comes before it.</param>
/// <param name="Title">The same for each problem of the type.</param>
/// <param name="Detail">For people.</param>
internal sealed record Problem(int Status, string Type, string Title, string Detail) : IResult
{
    /// <summary>What comes before the name of each type of problem: a name for programs, not an address.</summary>
    public const string TypePrefix = "urn:ioc-explorer:problem:";

    public const string ContentType = "application/problem+json";

    /// <summary>Each of the things that are wrong, when several are.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>Lines of a seed file that are no seeds; shown as errors.</summary>
    public IReadOnlyList<BadSeedLine> BadLines { get; init; } = [];

    /// <summary>When the same request may go better.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How to say who one is.</summary>
    public string? Challenge { get; init; }

    /// <summary>Finds the line of the log that says more.</summary>
    public string? TraceId { get; init; }

    /// <summary>As in Retry-After: whole seconds, rounded up, at least 1.</summary>
    public static string Seconds(TimeSpan wait) => Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        if (RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Seconds(wait);
        }

        if (Challenge is not null)
        {
            response.Headers.WWWAuthenticate = Challenge;
        }

        var body = Write(httpContext.Request.Path.ToUriComponent());
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }

    private byte[] Write(string instance)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", TypePrefix + Type);
            json.WriteString("title", Title);
            json.WriteNumber("status", Status);
            json.WriteString("detail", Detail);
            json.WriteString("instance", instance);
            if (TraceId is not null)
            {
                json.WriteString("traceId", TraceId);
            }

            if (Errors.Count + BadLines.Count > 0)
            {
                WriteErrors(json);
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private void WriteErrors(Utf8JsonWriter json)
    {
        json.WriteStartArray("errors");
        foreach (var error in Errors)
        {
            json.WriteStringValue(error);
        }

        foreach (var line in BadLines)
        {
            JsonSerializer.Serialize(json, line, ServiceJson.Default.BadSeedLine);
        }

        json.WriteEndArray();
    }
}
