using System.Globalization;
using IocExplorer.Workers.Asking;
using IocExplorer.Workers.Http;
using IocExplorer.Workers.Rdap;
using IocExplorer.Workers.Settings;

namespace IocExplorer.Workers.Trying;

/// <summary>
/// One request of one operation, outside of any run: to see what a definition asks and what it finds. Spends no permits and remembers nothing.
/// </summary>
/// <param name="page">A link, or what is sent for a page: its number, an offset, a cursor. Null for the first.</param>
public sealed class SourceTrial(ISourceOperation operation, Ioc ioc, string? page)
{
    /// <summary>Stands for the key wherever it would be sent.</summary>
    public const string KeyMark = "…";

    // Something that no template would write in another way.
    private const string StandForKey = "k0e0y0s0t0a0n0d0s0h0e0r0e";

    private readonly NextPage? _page = page is null ? null : page.Contains("://", StringComparison.Ordinal) ? new(page, null) : new(null, page);

    private int Wanted => operation.Limit ?? int.MaxValue;

    /// <summary>Why the page cannot be asked for; null when it can.</summary>
    public string? WhyNoSuchPage => _page is not null && operation.RefuseNext(_page) is PageOutcome.Malformed refusal ? refusal.Detail : null;

    /// <summary>The request as it would be sent, a line each: method and URL, headers, body. The key is masked.</summary>
    public async Task<IReadOnlyList<string>> ShowRequestAsync(CancellationToken cancellation)
    {
        using var request = operation.CreateRequest(ioc, operation.NeedsKey ? StandForKey : null, _page, Wanted);
        List<string> lines = [$"{request.Method} {request.RequestUri!.AbsoluteUri}"];
        lines.AddRange(request.Headers.Select(h => $"{h.Key}: {string.Join(", ", h.Value)}"));
        if (request.Content is { } content)
        {
            lines.Add($"Content-Type: {content.Headers.ContentType}");
            lines.Add(await content.ReadAsStringAsync(cancellation));
        }

        return [.. lines.Select(Masked)];
    }

    public PageOutcome Read(int status, ReadOnlyMemory<byte> body) => operation.ReadPage(status, body, ioc, Wanted, _page);

    /// <summary>Asks the source, once.</summary>
    /// <param name="apiKey">Null exactly when the operation needs none.</param>
    /// <param name="createHandler">Stands in for the network; null for the network.</param>
    /// <returns>The status with the body, or null with what went wrong.</returns>
    public async Task<(TrialReply? Reply, string Error)> SendAsync(
        string? apiKey, ResilienceSettings resilience, TimeProvider time, Func<HttpMessageHandler>? createHandler, CancellationToken cancellation)
    {
        using var http = new SourceHttp(new() { MaxConnections = 1, AnswerBytes = resilience.AnswerBytes }, time, createHandler);
        using var timeout = new CancellationTokenSource(resilience.AttemptTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        using var request = operation.CreateRequest(ioc, apiKey, _page, Wanted);
        try
        {
            using var reply = await http.SendAsync(request, either.Token);
            return reply.IsTooLarge
                ? (null, "the answer is larger than resilience.answerBytes")
                : (new(reply.Status, reply.Body.ToArray()), "");
        }
        catch (Exception error) when (timeout.IsCancellationRequested
            && !cancellation.IsCancellationRequested
            && (error is OperationCanceledException || HttpErrorTranslator.IsOne(error)))
        {
            return (null, $"no answer within {resilience.AttemptTimeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s");
        }
        catch (Exception error) when (HttpErrorTranslator.IsOne(error))
        {
            return (null, DetailText.Of(HttpErrorTranslator.Describe(error).Detail, apiKey));
        }
    }

    /// <summary>The operation as it asks, for a single look-up outside of any run.</summary>
    /// <param name="createHandler">Stands in for the network; null for the network.</param>
    public static async Task<ISourceOperation> OperationOfAsync(
        ISourceOperation configured,
        Ioc ioc,
        ResilienceSettings resilience,
        TimeProvider time,
        Func<HttpMessageHandler>? createHandler,
        CancellationToken cancellation)
    {
        if (configured.Operation.Source != RdapSource.SourceName)
        {
            return configured;
        }

        var bootstrap = BootstrapOperation.FolderOf(configured);
        var trial = new SourceTrial(new BootstrapOperation(bootstrap, BootstrapOperation.FileFor(ioc)), ioc, page: null);
        var (reply, _) = await trial.SendAsync(apiKey: null, resilience, time, createHandler, cancellation);
        var registries = reply is { Status: 200, Body: var list } ? RdapRegistries.Read(list) : null;
        return new RdapOperation(configured, ioc => registries?.Find(ioc) ?? bootstrap, resilience.AnswerDepth);
    }

    private static string Masked(string line)
    {
        var basic = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(StandForKey));
        return line.Replace(StandForKey, KeyMark, StringComparison.Ordinal).Replace(basic, KeyMark, StringComparison.Ordinal);
    }
}
