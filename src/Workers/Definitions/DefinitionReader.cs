using IocExplorer.Workers.Settings;

namespace IocExplorer.Workers.Definitions;

/// <summary>Reads a source definition out of its file. What the file says once for the source is the default of every operation.</summary>
internal sealed class DefinitionReader(MistakeList mistakes)
{
    private const int MostPerWindow = 1_000_000_000;

    /// <summary>Null when the file has a mistake.</summary>
    public static SourceDefinition? Read(ReadOnlySpan<byte> utf8, MistakeList mistakes)
    {
        var whole = PlacedJson.Read(utf8, mistakes);
        var definition = whole is null ? null : new DefinitionReader(mistakes).ReadSource(whole);
        return mistakes.All.Count == 0 ? definition : null;
    }

    private SourceDefinition ReadSource(PlacedJson whole)
    {
        var source = new ObjectReader(whole, mistakes);
        var parts = new PartReader(mistakes);
        var name = parts.Name(source, "name", "source");
        if (name.Equals("file", StringComparison.OrdinalIgnoreCase))
        {
            mistakes.Add(source.Find("name")!, "the name \"file\" is taken by the user's own relations");
        }

        var version = source.NeedNumber("version", 1, 1_000_000);
        var key = source.Find("key") is { } placement ? parts.Key(placement) : null;
        var quota = source.Find("quota") is { } limits ? ReadQuota(limits) : QuotaLimits.Unlimited;
        var maxConcurrency = source.FindNumber("maxConcurrency", 1, 1000, 1);
        var defaults = new OperationDefaults
        {
            Key = key,
            BaseUrl = parts.BaseUrl(source),
            Headers = parts.Headers(source),
            Limit = source.Find("limit") is { } limit ? parts.Limit(limit) : null,
            Paging = source.Find("paging") is { } paging ? parts.Paging(paging) : null,
            Answer = source.Find("answer") is { } answer ? parts.Answer(answer) : null,
            Errors = source.Find("errors") is { } errors ? parts.Errors(errors) : PartReader.UsualErrors,
            EmptyStatuses = source.Has("emptyStatuses") ? parts.EmptyStatuses(source) : [404],
        };
        var placeholders = source.FindList("placeholderHosts").Select(source.Text).OfType<string>().ToList();
        var operations = new OperationReader(mistakes, parts, defaults);
        var read = source.NeedList("operations").Select(o => (Place: o, Operation: operations.Read(o))).ToList();
        foreach (var twice in read.GroupBy(o => o.Operation.Name, StringComparer.OrdinalIgnoreCase).SelectMany(g => g.Skip(1)).Where(o => o.Operation.Name.Length > 0))
        {
            mistakes.Add(twice.Place, $"there is an operation \"{twice.Operation.Name}\" already");
        }

        source.RefuseOthers();
        return new()
        {
            Name = name,
            Version = version,
            File = mistakes.File,
            Key = key,
            Quota = quota,
            MaxConcurrency = maxConcurrency,
            PlaceholderHosts = placeholders,
            Operations = [.. read.Select(o => o.Operation)],
        };
    }

    private QuotaLimits ReadQuota(PlacedJson value)
    {
        var quota = new ObjectReader(value, mistakes);
        var limits = new QuotaLimits(
            quota.FindNumber("perMinute", 0, MostPerWindow, 0),
            quota.FindNumber("perDay", 0, MostPerWindow, 0),
            quota.FindNumber("perMonth", 0, MostPerWindow, 0));
        quota.RefuseOthers();
        return limits;
    }
}
