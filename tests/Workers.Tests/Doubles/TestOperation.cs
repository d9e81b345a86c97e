using System.Text;
using IocExplorer.Messages;

namespace IocExplorer.Workers.Tests.Doubles;

/// <summary>
/// An operation with a wire format for tests: <c>ok a.example b.example</c>, then <c>more</c> or <c>next=LINK</c>; <c>no=TEXT</c> is a value that is no IOC.
/// Anything else with status 200 is malformed.
/// </summary>
internal sealed class TestOperation(Uri baseUrl, string name = "relatives", int? limit = 10) : ISourceOperation
{
    public Operation Operation { get; } = new("TestSource", name, "v1", [IocType.Domain], IsExternal: true);

    public int? Limit => limit;

    public bool NeedsKey => true;

    public bool CanBeAskedAbout(Ioc ioc) => ioc.Value != "unfit.example";

    public IReadOnlyList<string> Labels { get; } = ["T: relative"];

    public PageOutcome? RefuseNext(NextPage next) => next.Link!.StartsWith(baseUrl.AbsoluteUri, StringComparison.Ordinal)
        ? null
        : new PageOutcome.Malformed("the link to the next page leads to another host: not followed");

    public HttpRequestMessage CreateRequest(Ioc ioc, string? apiKey, NextPage? next, int remaining)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, next is null ? new(baseUrl, $"{name}/{ioc.Value}") : new Uri(next.Link!));
        request.Headers.TryAddWithoutValidation("x-apikey", apiKey);
        return request;
    }

    public PageOutcome ReadPage(int httpStatus, ReadOnlyMemory<byte> body, Ioc asked, int remaining, NextPage? page = null)
    {
        switch (httpStatus)
        {
            case 404:
                return new PageOutcome.Page([], 0, 0, null, false);
            case 401:
                return new PageOutcome.KeyRefused("HTTP 401 WrongCredentialsError");
            case 403:
                return new PageOutcome.OperationRefused("HTTP 403 ForbiddenError");
            case 429:
                return new PageOutcome.Throttled("HTTP 429");
            case not 200:
                return new PageOutcome.Failed($"HTTP {httpStatus}", MayPass: httpStatus >= 500);
            default:
                break;
        }

        var words = Encoding.UTF8.GetString(body.Span).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is not ["ok", .. var rest])
        {
            return words is ["bug"] ? throw new InvalidOperationException("A fault in the reader.") : new PageOutcome.Malformed("HTTP 200, but not ok");
        }

        var next = rest.FirstOrDefault(w => w.StartsWith("next=", StringComparison.Ordinal))?["next=".Length..];
        var values = rest.Where(w => w != "more" && !w.Contains('=', StringComparison.Ordinal)).ToList();
        var dropped = rest.Where(w => w.StartsWith("no=", StringComparison.Ordinal)).Select(w => new DroppedValue(w[3..], "T: relative", "is no domain name"))
            .ToList();
        var kept = values.Take(remaining).Select(v => new Relation("T: relative", new(IocType.Domain, v))).ToList();
        return new PageOutcome.Page(kept, values.Count, dropped.Count, next is null ? null : new(next, null),
            rest.Contains("more") || kept.Count < values.Count)
        {
            DroppedValues = dropped,
        };
    }
}
