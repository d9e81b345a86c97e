using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IocExplorer.Messages.Service;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Testing;
using Microsoft.AspNetCore.Http;

namespace IocExplorer.Seed.Tests.Service;

/// <summary>What a service may answer, well or not.</summary>
internal static class Answers
{
    public static Func<HttpContext, Task> Json<T>(T value, Func<ServiceJson, JsonTypeInfo<T>> type, int status = 200) =>
        Text(JsonSerializer.Serialize(value, type(ServiceJson.Default)), "application/json", status);

    public static Func<HttpContext, Task> Text(string text, string contentType = "application/json", int status = 200) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        await context.Response.WriteAsync(text);
    };

    public static Func<HttpContext, Task> Nothing { get; } = context =>
    {
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    };

    public static Func<HttpContext, Task> Problem(int status, string title, string detail, string? retryAfter = null, string? errors = null) => async context =>
    {
        context.Response.Headers.RetryAfter = retryAfter;
        var members = $"\"title\": {JsonSerializer.Serialize(title)}, \"status\": {status}, \"detail\": "
            + $"{JsonSerializer.Serialize(detail)}{(errors is null ? "" : $", \"errors\": {errors}")}";
        await Text($"{{ {members} }}", "application/problem+json", status)(context);
    };

    public static Func<HttpContext, Task> Redirect(string to) => context =>
    {
        context.Response.StatusCode = 307;
        context.Response.Headers.Location = to;
        return Task.CompletedTask;
    };

    /// <summary>Cuts the connection without an answer.</summary>
    public static Func<HttpContext, Task> CutOff { get; } = context =>
    {
        context.Abort();
        return Task.CompletedTask;
    };

    /// <summary>Sends these bytes and then cuts the connection in the middle of the body.</summary>
    public static Func<HttpContext, Task> CutAfter(byte[] bytes, string contentType) => async context =>
    {
        context.Response.ContentType = contentType;
        await context.Response.Body.WriteAsync(bytes);
        await context.Response.Body.FlushAsync();
        context.Abort();
    };

    /// <summary>Sends the events; then the stream ends in order.</summary>
    public static Func<HttpContext, Task> Events(params IEnumerable<(string Type, ProgressView View)> events) => async context =>
    {
        context.Response.ContentType = "text/event-stream";
        foreach (var (type, view) in events)
        {
            await context.Response.WriteAsync(Event(type, view));
            await context.Response.Body.FlushAsync();
        }
    };

    /// <summary>Sends the event, then nothing more until the test or the client ends it.</summary>
    /// <param name="until">Ends the stream.</param>
    /// <param name="hard">Whether by cutting it.</param>
    public static Func<HttpContext, Task> EventAndSilence(FakeService service, ProgressView view, Task until, bool hard = false) => async context =>
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync(Event("progress", view));
        await context.Response.Body.FlushAsync();
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.RequestAborted.Register(left.SetResult);
        if (await Task.WhenAny(left.Task, until).InTimeAsync("a stream of progress", "the client", "to leave") == left.Task)
        {
            service.Left.TrySetResult();
        }
        else if (hard)
        {
            context.Abort();
        }
    };

    public static Func<HttpContext, Task> Zip(params IEnumerable<(string Name, string Text)> files) => Bytes(ZipBytes(files), "application/zip");

    public static Func<HttpContext, Task> Bytes(byte[] bytes, string contentType) => async context =>
    {
        context.Response.ContentType = contentType;
        await context.Response.Body.WriteAsync(bytes);
    };

    public static byte[] ZipBytes(params IEnumerable<(string Name, string Text)> files)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in files)
            {
                using var file = archive.CreateEntry(name).Open();
                file.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }

    private static string Event(string type, ProgressView view) =>
        $"event: {type}\ndata: {JsonSerializer.Serialize(view, ServiceJson.Default.ProgressView)}\n\n";
}
