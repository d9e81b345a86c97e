using System.Globalization;
using System.Text.Json;
using IocExplorer.Workers.Definitions.Model;

namespace IocExplorer.Workers.Definitions.Reading;

/// <summary>Reads how a source says that it does not answer, or that it knows nothing.</summary>
internal sealed class ErrorReader(DefinitionErrors errors, PartReader parts)
{
    private const int MostMessages = 4;

    private static readonly (string Name, ErrorMeaning Meaning)[] Meanings =
    [
        ("throttled", ErrorMeaning.Throttled),
        ("keyRefused", ErrorMeaning.KeyRefused),
        ("operationRefused", ErrorMeaning.OperationRefused),
        ("failed", ErrorMeaning.Failed),
        ("failedForNow", ErrorMeaning.FailedForNow),
        ("empty", ErrorMeaning.Empty),
    ];

    private static readonly string[] UsualThrottledTexts =
        ["quota exceeded", "exceeded your quota", "exceeded the quota", "count exceeded", "limit exceeded", "rate limit", "too many requests"];

    /// <summary>For a definition without an error section.</summary>
    public static ErrorDefinition Usual { get; } =
        new(
            PartReader.Known("error"),
            null,
            [PartReader.Known("error.message"), PartReader.Known("error"), PartReader.Known("message")],
            new Dictionary<string, ErrorMeaning>(StringComparer.Ordinal),
            UsualThrottledTexts);

    public ErrorDefinition Read(PositionedJson value)
    {
        var reader = new ObjectReader(value, errors);
        var marker = reader.Has("marker") ? parts.SinglePath(reader, "marker") : Usual.Marker;
        var code = parts.SinglePath(reader, "code");
        var message = parts.SinglePaths(reader, "message", MostMessages);
        var codes = ReadMeanings(reader, Meanings, "code", reader.Code);
        if (codes.Count > 0 && !reader.Has("code"))
        {
            errors.Add(value, "has codes but does not say where an answer has its code (\"code\")");
        }

        IReadOnlyList<string> texts = reader.Has("throttledTexts") ? reader.FindTexts("throttledTexts") : UsualThrottledTexts;
        var statuses = reader.Find("http") is { } http ? ReadStatuses(http) : [];
        var headers = reader.FindTexts("retryAfterHeaders");
        foreach (var header in reader.FindList("retryAfterHeaders").Where(h => h.Kind == JsonValueKind.String && !PartReader.IsToken(h.Text)))
        {
            errors.Add(header, $"\"{header.Text}\" is no name for a header");
        }

        reader.RefuseOthers();
        return new(marker, code, reader.Has("message") ? message : Usual.Message, codes, texts)
        {
            Statuses = statuses,
            RetryAfterHeaders = headers,
        };
    }

    public List<int> ReadEmptyStatuses(ObjectReader reader)
    {
        var statuses = new List<int>();
        foreach (var value in reader.FindList("emptyStatuses"))
        {
            if (StatusOf(value, 499) is { } status and not (401 or 403 or 408 or 429))
            {
                statuses.Add(status);
            }
            else
            {
                errors.Add(value, "must be an HTTP status from 400 to 499 that can mean \"not found\" (401, 403, 408 and 429 never do)");
            }
        }

        return statuses;
    }

    private Dictionary<int, ErrorMeaning> ReadStatuses(PositionedJson value)
    {
        var reader = new ObjectReader(value, errors);

        // Which statuses mean "not found" stands in "emptyStatuses".
        var statuses = ReadMeanings(reader, Meanings.Where(m => m.Meaning != ErrorMeaning.Empty), "status", place =>
        {
            if (StatusOf(place, 599) is not null)
            {
                return place.Text;
            }

            errors.Add(place, "must be an HTTP status from 400 to 599");
            return null;
        });
        reader.RefuseOthers();
        return statuses.ToDictionary(s => int.Parse(s.Key, CultureInfo.InvariantCulture), s => s.Value);
    }

    private Dictionary<string, ErrorMeaning> ReadMeanings(
        ObjectReader reader, IEnumerable<(string Name, ErrorMeaning Meaning)> meanings, string what, Func<PositionedJson, string?> read)
    {
        var all = new Dictionary<string, ErrorMeaning>(StringComparer.Ordinal);
        foreach (var (name, meaning) in meanings)
        {
            foreach (var place in reader.FindList(name))
            {
                if (read(place) is { } text && !all.TryAdd(text, meaning))
                {
                    errors.Add(place, $"the {what} {text} has a meaning already");
                }
            }
        }

        return all;
    }

    private static int? StatusOf(PositionedJson value, int most) =>
        value.Kind == JsonValueKind.Number
        && int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
        && status >= 400 && status <= most
            ? status
            : null;
}
