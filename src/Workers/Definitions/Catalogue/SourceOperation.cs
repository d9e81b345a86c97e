using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using IocExplorer.Workers.Definitions.Answers;
using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Requests;
using IocExplorer.Workers.Settings;

namespace IocExplorer.Workers.Definitions.Catalogue;

/// <summary>
/// An operation of a source as the user has configured it: makes its requests and says what their responses mean. Holds no state; safe for many threads.
/// </summary>
public sealed class SourceOperation : ISourceOperation
{
    private readonly OperationDefinition _definition;
    private readonly KeyRequirement? _key;
    private readonly RequestTemplate _template;
    private readonly AnswerReader _reader;
    private readonly (PositionedText Name, PositionedText Value)[] _form;
    private readonly PositionedText? _json;

    private SourceOperation(
        SourceDefinition source,
        OperationDefinition definition,
        RequestTemplate template,
        int? limit,
        string shape,
        IReadOnlyList<IocType> accepts,
        SharingLevel clearedFor,
        KeyRequirement? key,
        AnswerReader reader)
    {
        _definition = definition;
        _key = key;
        _form = [.. definition.Form.Select(f => (new PositionedText(f.Key), new PositionedText(f.Value)))];
        _json = definition.Json is null ? null : new(definition.Json);
        _template = template;
        _reader = reader;
        Limit = limit;
        RequestShape = OperationSetup.RequestShapeOf(definition, template, key, limit);
        Labels = [.. definition.Relations.Select(r => r.Label)];
        Operation = new(source.Name, definition.Name, shape, accepts, IsExternal: !source.IsInternal) { ClearedFor = clearedFor };
    }

    /// <summary>What coordinators and the ledger use of it.</summary>
    public Operation Operation { get; }

    /// <summary>Items kept of an answer, over all its pages; null when an answer is always taken whole.</summary>
    public int? Limit { get; }

    /// <summary>Whether it is asked with a key: it needs one, or one is set.</summary>
    public bool NeedsKey => _key is not null;

    /// <summary>Scheme, host and port that it asks, and no others.</summary>
    public Uri Origin => _template.Origin;

    public IReadOnlyList<string> Labels { get; }

    public string? RequestShape { get; }

    public bool KeepsRepeats => _definition.KeepsRepeats;

    public TimeSpan Pause => _definition.Pause;

    public IReadOnlyList<string> RetryAfterHeaders => _definition.Errors.RetryAfterHeaders;

    /// <summary>Makes the operation, or says why it is off.</summary>
    public static bool TryCreate(
        SourceDefinition source,
        OperationDefinition definition,
        SourceSettings settings,
        ResilienceSettings resilience,
        [NotNullWhen(true)] out SourceOperation? operation,
        [NotNullWhen(false)] out OperationOff? off,
        SharingLevel clearedFor = SharingLevel.Clear)
    {
        var own = OperationSetup.Pick(settings.Operations, definition.Name) ?? new OperationSettings();
        operation = null;
        if (!OperationSetup.TryFindLimit(definition, settings, own, out var limit, out var reason)
            || !OperationSetup.TryFillQuery(definition, own, out var query, out reason)
            || !OperationSetup.TryFindTemplate(definition, settings, own, query, out var template, out reason))
        {
            off = new(definition.Name, reason, IsError: reason.Length > 0);
            off = off.IsError ? off : off with { Reason = "no URL is configured" };
            return false;
        }

        if (source.PlaceholderHosts.Contains(template.Origin.IdnHost, StringComparer.OrdinalIgnoreCase))
        {
            off = new(definition.Name, $"its URL still has the placeholder host {template.Origin.IdnHost}", IsError: false);
            return false;
        }

        var accepts = settings.Emails ?? source.Emails ? definition.Accepts : [.. definition.Accepts.Where(t => t != IocType.Email)];
        if (accepts.Count == 0)
        {
            off = new(definition.Name, "the source may not receive e-mail addresses", IsError: false);
            return false;
        }

        var key = definition.NeedsKey && (source.Key is not { IsNeeded: false } || settings.ApiKeys.Count > 0) ? source.Key : null;
        var reader = new AnswerReader(new(definition, resilience.AnswerDepth, settings.ApiKeys), limit);
        var shape = OperationSetup.ShapeOf(source, definition, template, query, limit);
        operation = new(source, definition, template, limit, shape, accepts, clearedFor, key, reader);
        off = null;
        return true;
    }

    /// <param name="apiKey">Null exactly when no key is needed.</param>
    /// <param name="next">The continuation from the page before; null for the first page. Must have passed <see cref="RefuseNext"/>.</param>
    /// <param name="remaining">Items that are still wanted; ignored without a limit.</param>
    public HttpRequestMessage CreateRequest(Ioc ioc, string? apiKey, NextPage? next, int remaining)
    {
        var texts = TextsFor(ioc, apiKey);
        var request = new HttpRequestMessage(_definition.IsPost ? HttpMethod.Post : HttpMethod.Get, UrlOf(texts, apiKey, next, remaining));
        if (_definition.IsPost)
        {
            request.Content = BodyOf(texts, apiKey);
        }

        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        foreach (var (name, value) in _definition.Headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (_key is { Place: KeyLocation.Header } key && apiKey is not null)
        {
            request.Headers.TryAddWithoutValidation(key.Name, key.Prefix + apiKey);
        }
        else if (_key is { Place: KeyLocation.Basic } && apiKey is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(apiKey))}");
        }

        return request;
    }

    /// <summary>Whether the source can be asked about this kind of IOC. If not, it knows nothing of it, without being asked.</summary>
    public bool CanBeAskedAbout(Ioc ioc) => _definition.Kinds is not { } kinds || kinds.ContainsKey(IocKinds.Of(ioc));

    /// <summary>
    /// Whether the next page may be asked for. A source's links could send our key to another host; they are followed only to its own scheme, host and port.
    /// </summary>
    /// <returns>Null when it may; else what is to be reported in place of an answer.</returns>
    public PageOutcome? RefuseNext(NextPage next) => next.Link switch
    {
        null when _definition.Paging?.CursorParameter is null => new PageOutcome.Malformed("a cursor for an operation that has none"),
        null => null,
        var link when !IsHttp(link) || !HttpUrl.TryParse(link, out _) => new PageOutcome.Malformed("the link to the next page is no URL"),
        var link when !IsOwn(new(link)) => new PageOutcome.Malformed("the link to the next page leads to another host: not followed"),
        _ => null,
    };

    public PageOutcome ReadPage(int httpStatus, ReadOnlyMemory<byte> body, Ioc asked, int remaining, NextPage? page = null)
    {
        var outcome = _reader.Read(httpStatus, body, asked, remaining, page);
        if (outcome is PageOutcome.Page { Unwanted.Link: { } unwanted } full)
        {
            return full with { Unwanted = AbsoluteLink(unwanted, asked, remaining) is { } there ? new(there, null) : null };
        }

        return outcome is not PageOutcome.Page { Next.Link: { } link } whole ? outcome
            : AbsoluteLink(link, asked, remaining) is { } url ? whole with { Next = new(url, null) }
            : new PageOutcome.Malformed("HTTP 200 with a link to the next page that is no URL");
    }

    // Not left to Uri: it takes "/path" for a file on some systems.
    private string? AbsoluteLink(string link, Ioc asked, int remaining) =>
        IsHttp(link) ? link
        : Uri.TryCreate(UrlOf(TextsFor(asked, null), apiKey: null, next: null, remaining), link, out var url) && IsHttp(url.AbsoluteUri) ? url.AbsoluteUri
        : null;

    private static bool IsHttp(string url) =>
        url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private Uri UrlOf(in PlaceholderValues texts, string? apiKey, NextPage? next, int remaining)
    {
        var key = _key is { Place: KeyLocation.Query } placement && apiKey is not null ? placement.Name : null;
        if (next?.Link is { } link)
        {
            return FollowedUrl(new(link), key, apiKey);
        }

        var more = new List<KeyValuePair<string, string>>(3);
        if (Limit is not null && _definition.Limit is { Parameter: { } parameter } limit && !_template.HasParameter(parameter))
        {
            // Numbered pages are all of one size: with another, the same number would be another place.
            var wanted = _definition.Paging is { FirstPage: not null } ? Limit.Value : remaining;
            more.Add(new(parameter, Math.Clamp(wanted, 1, limit.PageMaximum ?? int.MaxValue).ToString(CultureInfo.InvariantCulture)));
        }

        if (next?.Cursor is { } cursor)
        {
            more.Add(new(_definition.Paging?.CursorParameter ?? throw new ArgumentException("The operation has no cursor.", nameof(next)), cursor));
        }

        if (key is not null && !_template.HasParameter(key))
        {
            more.Add(new(key, apiKey!));
        }

        return _template.For(texts, more);
    }

    private PlaceholderValues TextsFor(Ioc ioc, string? apiKey)
    {
        var kind = IocKinds.Of(ioc);
        return new(ioc, _definition.Kinds?.GetValueOrDefault(kind) ?? kind.Name(), apiKey);
    }

    private HttpContent BodyOf(PlaceholderValues texts, string? apiKey)
    {
        if (_json is not null)
        {
            var json = _json.AppendTo(new(), texts, static t => JsonEncodedText.Encode(t).ToString()).ToString();
            json = _key is { Place: KeyLocation.Json } place && apiKey is not null
                ? $"{{{JsonSerializer.Serialize(place.Name)}:{JsonSerializer.Serialize(apiKey)}{(json == "{}" ? "" : ",")}{json[1..]}"
                : json;
            return new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        var fields = _form.Select(f => new KeyValuePair<string, string>(f.Name.With(texts), f.Value.With(texts))).ToList();
        if (_key is { Place: KeyLocation.Form } field && apiKey is not null)
        {
            fields.Add(new(field.Name, apiKey));
        }

        return new FormUrlEncodedContent(fields);
    }

    private Uri FollowedUrl(Uri link, string? key, string? apiKey)
    {
        if (!IsOwn(link))
        {
            throw new ArgumentException("The link leads to another host.", nameof(link));
        }

        var url = link.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
        var hasKey = key is null || link.Query.TrimStart('?').Split('&').Any(p => p.Split('=')[0] == RequestTemplate.EncodeForQuery(key));
        return hasKey
            ? RequestTemplate.Exactly(url)
            : RequestTemplate.Exactly(
                $"{url}{(link.Query.Length > 1 ? '&' : '?')}{RequestTemplate.EncodeForQuery(key!)}={RequestTemplate.EncodeForQuery(apiKey!)}");
    }

    private bool IsOwn(Uri url) =>
        url.Scheme == Origin.Scheme
        && url.IdnHost.Equals(Origin.IdnHost, StringComparison.OrdinalIgnoreCase)
        && url.Port == Origin.Port
        && url.UserInfo.Length == 0;
}
