using System.Globalization;
using System.Text.RegularExpressions;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>
/// urlscan.io's search: a query expression in, rows out whose <c>sort</c> asks for the next page; <c>has_more</c> is false although there is more. Every answer
/// says what is left of the limit. A key is checked, and not needed.
/// </summary>
internal sealed partial class UrlscanDialect : Dialect
{
    private const int UsualSize = 100;

    public override string Source => "Urlscan";

    public override Question? Read(DialectRequest request)
    {
        if (!request.Is("GET", "api", "v1", "search"))
        {
            return null;
        }

        var match = Expression().Match(request.Parameter("q") ?? "");
        var value = match.Groups["value"].Value.Replace("\\", "", StringComparison.Ordinal);
        var after = request.Parameter("search_after");
        return match.Success ? new("search", TypeOf(value), value, after) : new("search", null, request.Parameter("q") ?? "", after);
    }

    public override Reply Answer(DialectRequest request, Question question, Knowledge knowledge)
    {
        if (question.Type is null)
        {
            return Body(400, "Search query could not be parsed").Refused();
        }

        var rows = RowsAbout(question, knowledge);
        var after = question.Page is { } cursor ? rows.FindIndex(row => cursor == SortOf(row.Seen, row.Number)) + 1 : 0;
        var (page, _) = knowledge.Cut(rows, after, request.Number("size", UsualSize));
        return Reply.Json(new { results = page.Select(row => Row(row.Task, row.Page, row.Seen, row.Number)), total = rows.Count, took = 12, has_more = false });
    }

    public override string? KeyOf(DialectRequest request) => request.Header("API-Key");

    public override Reply? RefuseKey(DialectRequest request, string? key, bool isAccepted) => key is null || isAccepted ? null : Body(401, "Invalid API key");

    public override Reply Error(int status) => Body(status, status == 429 ? "Rate limit for 'search' exceeded" : "Error");

    public override Reply Throttled(int seconds) => Body(429, "Rate limit for 'search' exceeded")
        .With("X-Rate-Limit-Reset-After", seconds.ToString(CultureInfo.InvariantCulture));

    public override Reply QuotaInSuccess() => Reply.Json(new { message = "Rate limit for 'search' exceeded", status = 429 });

    public override Reply WithUsualHeaders(Reply reply) => reply
        .With("X-Rate-Limit-Scope", "ip-address")
        .With("X-Rate-Limit-Action", "search")
        .With("X-Rate-Limit-Window", "minute")
        .With("X-Rate-Limit-Limit", "30")
        .With("X-Rate-Limit-Remaining", reply.Status == 429 ? "0" : "29");

    private static List<(string Task, (string Name, string Address) Page, Sighting Seen, int Number)> RowsAbout(Question question, Knowledge knowledge)
    {
        var rows = new List<(string, (string, string), Sighting, int)>();
        if (question.Type == IocType.IpAddress)
        {
            foreach (var seen in knowledge.Find(SourceRelations.UrlscanName, question.Value) ?? [])
            {
                rows.Add((seen.Value, (seen.Value, question.Value), seen, rows.Count));
            }

            return rows;
        }

        foreach (var seen in knowledge.Find(SourceRelations.UrlscanAddress, question.Value) ?? [])
        {
            rows.Add((question.Value, (question.Value, seen.Value), seen, rows.Count));
        }

        // A page that was reached from somewhere else: the address is not told, as for a page from a cache.
        foreach (var seen in knowledge.Find(SourceRelations.UrlscanRedirect, question.Value) ?? [])
        {
            rows.Add((seen.Value, (question.Value, ""), seen, rows.Count));
        }

        return rows;
    }

    private static string SortOf(Sighting seen, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{seen.First.ToUnixTimeMilliseconds()},{IdOf(number)}");

    private static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"8e83b9f9-8390-431c-a158-{number:d12}");

    private static object Row(string task, (string Name, string Address) page, Sighting seen, int number) => new
    {
        task = new
        {
            visibility = "public",
            method = "api",
            domain = task,
            apexDomain = task,
            time = Knowledge.Iso(seen.First) + ".000Z",
            uuid = IdOf(number),
            url = $"https://{task}/",
        },
        stats = new { uniqIPs = 2, requests = 2 },
        page = new
        {
            country = "US",
            server = "nginx",
            ip = page.Address,
            mimeType = "text/html",
            url = $"https://{page.Name}/",
            domain = page.Name,
            apexDomain = page.Name,
            asnname = "HOSTING PARTNERS, US",
            asn = "AS64496",
            status = "200",
            ptr = "",
        },
        _id = IdOf(number),
        _score = (double?)null,
        sort = new object[] { seen.First.ToUnixTimeMilliseconds(), IdOf(number) },
        result = $"https://urlscan.io/api/v1/result/{IdOf(number)}/",
    };

    private static Reply Body(int status, string message) => Reply.Json(new { message, description = (string?)null, status }, status);

    [GeneratedRegex("""^(page\.)?(ip|domain):"?(?<value>[^"\s]+)"?$""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Expression();
}
