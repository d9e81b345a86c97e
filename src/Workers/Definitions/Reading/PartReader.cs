using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Paths;
using IocExplorer.Workers.Definitions.Requests;

namespace IocExplorer.Workers.Definitions.Reading;

/// <summary>Reads the parts that a source and an operation have in common.</summary>
internal sealed class PartReader
{
    private const int MostPerWindow = 1_000_000_000;

    private readonly DefinitionErrors _errors;

    public PartReader(DefinitionErrors errors)
    {
        _errors = errors;
        Conditions = new(errors, this);
        Tags = new(errors, this);
        Answers = new(errors, this);
        Errors = new(errors, this);
    }

    /// <summary>All paths that were read so far, with where they are written.</summary>
    public List<(AnswerPath Path, PositionedJson Place)> Paths { get; } = [];

    public ConditionReader Conditions { get; }

    public TagReader Tags { get; }

    public AnswerDefinitionReader Answers { get; }

    public ErrorReader Errors { get; }

    /// <summary>A path that is part of the program.</summary>
    public static AnswerPath Known(string text) =>
        AnswerPath.TryParse(text, out var path, out var reason) ? path : throw new ArgumentException(reason, nameof(text));

    // RFC 9110: what a header may be called.
    public static bool IsToken(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));

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

    /// <param name="perSecond">0 when there is no such limit.</param>
    public QuotaLimits Quota(PositionedJson value, out int perSecond)
    {
        var quota = new ObjectReader(value, _errors);
        perSecond = quota.FindNumber("perSecond", 0, MostPerWindow) ?? 0;
        var limits = QuotaWindow.All.Aggregate(
            QuotaLimits.Unlimited, (read, window) => read.WithLimit(window, quota.FindNumber(window.Setting, 0, MostPerWindow) ?? 0));
        quota.RefuseOthers();
        return limits;
    }

    /// <summary>The distance between requests that keeps an operation within its own quota.</summary>
    public TimeSpan Pause(PositionedJson value)
    {
        var quota = new ObjectReader(value, _errors);
        var perSecond = quota.FindNumber("perSecond", 0, 1000) ?? 0;
        var perMinute = quota.FindNumber(QuotaWindow.Minute.Setting, 0, 60_000) ?? 0;
        foreach (var name in QuotaWindow.Calendar.Select(window => window.Setting).Where(quota.Has))
        {
            _errors.Add(quota.Find(name)!, "is counted for the whole source: write it into the source's \"quota\"");
        }

        quota.RefuseOthers();
        return TimeSpan.FromSeconds(Math.Max(perSecond > 0 ? 1.0 / perSecond : 0, perMinute > 0 ? 60.0 / perMinute : 0));
    }

    public LimitDefinition Limit(PositionedJson value)
    {
        var reader = new ObjectReader(value, _errors);
        var limit = new LimitDefinition(
            reader.FindText("parameter"), reader.NeedNumber("default", 1, 1_000_000), reader.FindNumber("pageMaximum", 1, 1_000_000));
        reader.RefuseOthers();
        return limit;
    }

    public PagingDefinition Paging(PositionedJson value) => new PagingReader(_errors, this).Read(value);

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

    /// <summary>A path that may lead to many values.</summary>
    public AnswerPath? Path(ObjectReader reader, string name) => reader.Find(name) is { } value ? Path(reader, value) : null;

    /// <summary>The same, which must be there.</summary>
    public AnswerPath? NeedPath(ObjectReader reader, string name) => reader.Need(name) is { } value ? Path(reader, value) : null;

    public List<AnswerPath> PathList(ObjectReader reader, string name) => [.. reader.FindList(name).Select(p => Path(reader, p)).OfType<AnswerPath>()];

    /// <summary>A path that leads to one value.</summary>
    public AnswerPath? SinglePath(ObjectReader reader, string name) => reader.Find(name) is { } value ? SinglePath(reader, value) : null;

    public List<AnswerPath> SinglePaths(ObjectReader reader, string name, int most) =>
        [.. reader.FindList(name, most).Select(p => SinglePath(reader, p)).OfType<AnswerPath>()];

    private AnswerPath? SinglePath(ObjectReader reader, PositionedJson value)
    {
        var path = Path(reader, value);
        if (path is { IsMany: true })
        {
            _errors.Add(value, "must lead to one value: no [*]");
        }

        return path;
    }

    private AnswerPath? Path(ObjectReader reader, PositionedJson value)
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

    private List<KeyValuePair<string, string>> Pairs(
        ObjectReader owner, string member, Func<ObjectReader, PositionedJson, string?> read, Func<string, bool>? isName = null)
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
}
