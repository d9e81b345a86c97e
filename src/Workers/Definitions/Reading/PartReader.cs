using IocExplorer.Messages;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Paths;
using IocExplorer.Workers.Definitions.Requests;

namespace IocExplorer.Workers.Definitions.Reading;

/// <summary>Reads the parts that a source and an operation have in common.</summary>
internal sealed class PartReader
{
    private readonly DefinitionErrors _errors;

    public PartReader(DefinitionErrors errors)
    {
        _errors = errors;
        Conditions = new(errors, this);
        Tags = new(errors, this, Conditions);
    }

    private const int MostPerWindow = 1_000_000_000;
    private const int MostItemNames = 20;
    private const int MostRequirements = 8;
    private const int MostMessages = 4;
    private const int MostCounts = 4;

    private static readonly FrozenDictionary<string, ItemsKinds> Kinds = new Dictionary<string, ItemsKinds>
    {
        ["array"] = ItemsKinds.Array,
        ["object"] = ItemsKinds.Object,
        ["null"] = ItemsKinds.Null,
        ["missing"] = ItemsKinds.Missing,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, AnswerFormat> Formats = new Dictionary<string, AnswerFormat>
    {
        ["json"] = AnswerFormat.Json,
        ["ndjson"] = AnswerFormat.JsonLines,
    }.ToFrozenDictionary(StringComparer.Ordinal);

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
    public static ErrorDefinition UsualErrors { get; } =
        new(
            Known("error"),
            null,
            [Known("error.message"), Known("error"), Known("message")],
            FrozenDictionary<string, ErrorMeaning>.Empty,
            UsualThrottledTexts);

    /// <summary>A path that is part of the program.</summary>
    public static AnswerPath Known(string text) =>
        AnswerPath.TryParse(text, out var path, out var reason) ? path : throw new ArgumentException(reason, nameof(text));

    public string Name(ObjectReader reader, string member, string what)
    {
        if (reader.Need(member) is not { } value || reader.Text(value) is not { } name)
        {
            return "";
        }

        // ':' and '__' separate the parts of a setting's name; '/' separates source and operation in the ledger.
        if (name.Length > 64 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') || name.Contains("__", StringComparison.Ordinal))
        {
            _errors.Add(value, $"\"{name}\" is no name for a {what}: letters, digits, \".\", \"-\" and single \"_\", 64 at most");
            return "";
        }

        return name;
    }

    public Uri? BaseUrl(ObjectReader reader)
    {
        if (reader.Find("baseUrl") is not { } value || reader.Text(value) is not { } text)
        {
            return null;
        }

        // Uri alone would take a blank before the scheme and "https:host" as well.
        var hasScheme = text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        if (!hasScheme || !HttpUrl.TryParse(text, out var url))
        {
            _errors.Add(value, $"\"{text}\" is no http or https URL");
            return null;
        }

        if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            _errors.Add(value, "must be scheme, host and perhaps a path: no user, no \"?\", no \"#\"");
        }

        return url;
    }

    /// <summary>All paths that were read so far, with where they are written.</summary>
    public List<(AnswerPath Path, PositionedJson Place)> Paths { get; } = [];

    public ConditionReader Conditions { get; }

    public TagReader Tags { get; }

    /// <param name="perSecond">0 when there is no such limit.</param>
    public QuotaLimits Quota(PositionedJson value, out int perSecond)
    {
        var quota = new ObjectReader(value, _errors);
        perSecond = quota.FindNumber("perSecond", 0, MostPerWindow, 0);
        var limits = QuotaWindow.All.Aggregate(
            QuotaLimits.Unlimited, (read, window) => read.WithLimit(window, quota.FindNumber(window.Setting, 0, MostPerWindow, 0)));
        quota.RefuseOthers();
        return limits;
    }

    /// <summary>The distance between requests that keeps an operation within its own quota.</summary>
    public TimeSpan Pause(PositionedJson value)
    {
        var quota = new ObjectReader(value, _errors);
        var perSecond = quota.FindNumber("perSecond", 0, 1000, 0);
        var perMinute = quota.FindNumber(QuotaWindow.Minute.Setting, 0, 60_000, 0);
        foreach (var name in QuotaWindow.Calendar.Select(window => window.Setting).Where(quota.Has))
        {
            _errors.Add(quota.Find(name)!, "is counted for the whole source: write it into the source's \"quota\"");
        }

        quota.RefuseOthers();
        return TimeSpan.FromSeconds(Math.Max(perSecond > 0 ? 1.0 / perSecond : 0, perMinute > 0 ? 60.0 / perMinute : 0));
    }

    public LimitDefinition? Limit(PositionedJson value)
    {
        var reader = new ObjectReader(value, _errors);
        var parameter = reader.FindText("parameter");
        var wanted = reader.NeedNumber("default", 1, 1_000_000);
        int? pageMaximum = reader.Has("pageMaximum") ? reader.NeedNumber("pageMaximum", 1, 1_000_000) : null;
        reader.RefuseOthers();
        return new(parameter, wanted, pageMaximum);
    }

    public PagingDefinition? Paging(PositionedJson value) => new PagingReader(_errors, this).Read(value);

    public AnswerDefinition? Answer(PositionedJson value)
    {
        var reader = new ObjectReader(value, _errors);
        var items = reader.Need("items") is not null ? SinglePath(reader, "items") : null;
        var kinds = reader.Has("kinds")
            ? reader.NeedList("kinds").Aggregate(ItemsKinds.None, (all, k) => all | (reader.OneOf(k, "kind of items", Kinds) ?? ItemsKinds.None))
            : ItemsKinds.Array;
        var require = AtMost(reader, "require", MostRequirements).Select(Requirement).OfType<AnswerRequirement>().ToList();
        var itemHasOneOf = AtMost(reader, "itemHasOneOf", MostItemNames).Select(reader.Text).OfType<string>().ToList();
        var answer = new AnswerDefinition(items ?? OperationReader.NoPath, kinds, require, itemHasOneOf)
        {
            Format = reader.Find("format") is { } format ? reader.OneOf(format, "format", Formats) ?? AnswerFormat.Json : AnswerFormat.Json,
            HasOneOf = [.. AtMost(reader, "hasOneOf", MostItemNames).Select(reader.Text).OfType<string>()],
            EmptyWhen = [.. AtMost(reader, "emptyWhen", MostRequirements).Select(Sign).OfType<AnswerRequirement>()],
            MoreWhen = [.. AtMost(reader, "moreWhen", MostRequirements).Select(Sign).OfType<AnswerRequirement>()],
            Total = SinglePath(reader, "total"),
            Counts = [.. AtMost(reader, "counts", MostCounts).Select(c => SinglePath(reader, c)).OfType<AnswerPath>()],
        };
        reader.RefuseOthers();
        return items is null ? null : answer;
    }

    public ErrorDefinition Errors(PositionedJson value)
    {
        var reader = new ObjectReader(value, _errors);
        var marker = reader.Has("marker") ? SinglePath(reader, "marker") : UsualErrors.Marker;
        var code = SinglePath(reader, "code");
        var message = AtMost(reader, "message", MostMessages).Select(m => SinglePath(reader, m)).OfType<AnswerPath>().ToList();
        var codes = new Dictionary<string, ErrorMeaning>(StringComparer.Ordinal);
        foreach (var (name, meaning) in Meanings)
        {
            foreach (var place in reader.FindList(name))
            {
                if (reader.Code(place) is { } text && !codes.TryAdd(text, meaning))
                {
                    _errors.Add(place, $"the code {text} has a meaning already");
                }
            }
        }

        if (codes.Count > 0 && !reader.Has("code"))
        {
            _errors.Add(value, "has codes but does not say where an answer has its code (\"code\")");
        }

        var texts = reader.Has("throttledTexts") ? reader.FindList("throttledTexts").Select(reader.Text).OfType<string>().ToArray() : UsualThrottledTexts;
        var statuses = reader.Find("http") is { } http ? Statuses(http) : [];
        List<string> headers = [.. reader.FindList("retryAfterHeaders").Select(reader.Text).OfType<string>()];
        foreach (var header in reader.FindList("retryAfterHeaders").Where(h => h.Kind == JsonValueKind.String && !IsToken(h.Text)))
        {
            _errors.Add(header, $"\"{header.Text}\" is no name for a header");
        }

        reader.RefuseOthers();
        return new(marker, code, reader.Has("message") ? message : UsualErrors.Message, codes.ToFrozenDictionary(StringComparer.Ordinal), texts)
        {
            Statuses = statuses,
            RetryAfterHeaders = headers,
        };
    }

    private Dictionary<int, ErrorMeaning> Statuses(PositionedJson value)
    {
        var reader = new ObjectReader(value, _errors);
        var statuses = new Dictionary<int, ErrorMeaning>();

        // Which statuses mean "not found" stands in "emptyStatuses".
        foreach (var (name, meaning) in Meanings.Where(m => m.Meaning != ErrorMeaning.Empty))
        {
            foreach (var place in reader.FindList(name))
            {
                if (place.Kind != JsonValueKind.Number
                    || !int.TryParse(place.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
                    || status is < 400 or > 599)
                {
                    _errors.Add(place, "must be an HTTP status from 400 to 599");
                }
                else if (!statuses.TryAdd(status, meaning))
                {
                    _errors.Add(place, $"the status {place.Text} has a meaning already");
                }
            }
        }

        reader.RefuseOthers();
        return statuses;
    }

    public List<KeyValuePair<string, string>> Query(ObjectReader operation) => Fields(operation, "query");

    /// <summary>Names and texts, with places in the texts.</summary>
    public List<KeyValuePair<string, string>> Fields(ObjectReader operation, string member) => Pairs(operation, member, (reader, value) =>
    {
        var text = reader.Code(value);
        if (text is not null && Placeholder.Error(text) is { } wrong)
        {
            _errors.Add(value, wrong);
        }

        return text;
    });

    public List<KeyValuePair<string, string>> Headers(ObjectReader owner) => Pairs(owner, "headers", (reader, value) => reader.Text(value), IsToken);

    public List<int> EmptyStatuses(ObjectReader reader)
    {
        var statuses = new List<int>();
        foreach (var value in reader.FindList("emptyStatuses"))
        {
            if (value.Kind == JsonValueKind.Number
                && int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
                && status is >= 400 and <= 499 and not (401 or 403 or 408 or 429))
            {
                statuses.Add(status);
            }
            else
            {
                _errors.Add(value, "must be an HTTP status from 400 to 499 that can mean \"not found\" (401, 403, 408 and 429 never do)");
            }
        }

        return statuses;
    }

    /// <summary>A path that may lead to many values.</summary>
    public AnswerPath? Path(ObjectReader reader, PositionedJson value)
    {
        if (reader.Text(value) is not { } text)
        {
            return null;
        }

        if (AnswerPath.TryParse(text, out var path, out var reason))
        {
            Paths.Add((path, value));
            return path;
        }

        _errors.Add(value, $"\"{text}\" is no path: {reason}");
        return null;
    }

    private IReadOnlyList<PositionedJson> AtMost(ObjectReader reader, string name, int most)
    {
        var list = reader.FindList(name);
        if (list.Count > most)
        {
            _errors.Add(list[most], $"is more than the {most} that there can be");
        }

        return list;
    }

    /// <summary>A path that leads to one value.</summary>
    public AnswerPath? SinglePath(ObjectReader reader, string name) => reader.Find(name) is { } value ? SinglePath(reader, value) : null;

    private AnswerPath? SinglePath(ObjectReader reader, PositionedJson value)
    {
        var path = Path(reader, value);
        if (path is { IsMany: true })
        {
            _errors.Add(value, "must lead to one value: no [*]");
        }

        return path;
    }

    // What need not be there: a value, part of a text, or anything at all.
    private AnswerRequirement? Sign(PositionedJson value)
    {
        var reader = new ObjectReader(value, _errors);
        reader.Need("at");
        var at = SinglePath(reader, "at");
        var asPart = reader.Has("contains");
        List<string> anyOf = asPart || reader.Has("equals") ? [.. reader.NeedList(asPart ? "contains" : "equals").Select(reader.Code).OfType<string>()] : [];
        reader.RefuseOthers();
        return at is null ? null : new(at, anyOf) { AsPart = asPart };
    }

    private AnswerRequirement? Requirement(PositionedJson value)
    {
        var reader = new ObjectReader(value, _errors);
        reader.Need("at");
        var at = SinglePath(reader, "at");
        var anyOf = reader.NeedList("equals").Select(reader.Code).OfType<string>().ToList();
        var mayBeMissing = reader.FindBool("mayBeMissing", otherwise: false);
        reader.RefuseOthers();
        return at is null ? null : new(at, anyOf) { MayBeMissing = mayBeMissing };
    }

    private List<KeyValuePair<string, string>> Pairs(
        ObjectReader owner,
        string member,
        Func<ObjectReader, PositionedJson, string?> read,
        Func<string, bool>? isName = null)
    {
        if (owner.Find(member) is not { } value)
        {
            return [];
        }

        var reader = new ObjectReader(value, _errors);
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var (name, text) in value.Members)
        {
            if (name.Length == 0 || (isName is not null && !isName(name)))
            {
                _errors.Add(text, $"\"{name}\" is no name that can be sent");
            }

            if (read(reader, text) is { } good)
            {
                pairs.Add(new(name, good));
            }
        }

        return pairs;
    }

    // RFC 9110: what a header may be called.
    public static bool IsToken(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));
}
