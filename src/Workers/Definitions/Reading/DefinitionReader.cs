using IocExplorer.Workers.Definitions.Model;

namespace IocExplorer.Workers.Definitions.Reading;

/// <summary>Reads a source definition out of its file. What the file says once for the source is the default of every operation.</summary>
internal sealed class DefinitionReader(DefinitionErrors errors)
{
    private static readonly Dictionary<string, SharingLevel> Levels =
        Enum.GetValues<SharingLevel>().ToDictionary(l => l.Name(), StringComparer.Ordinal);

    /// <summary>Null when the file has an error.</summary>
    public static SourceDefinition? Read(ReadOnlySpan<byte> utf8, DefinitionErrors errors)
    {
        var whole = PositionedJson.Read(utf8, errors);
        var definition = whole is null ? null : new DefinitionReader(errors).ReadSource(whole);
        return errors.All.Count == 0 ? definition : null;
    }

    private SourceDefinition ReadSource(PositionedJson whole)
    {
        var source = new ObjectReader(whole, errors);
        var parts = new PartReader(errors);
        var name = parts.Name(source, "name", "source");
        if (name.Equals("file", StringComparison.OrdinalIgnoreCase))
        {
            errors.Add(source.Find("name")!, "the name \"file\" is taken by the user's own relations");
        }

        var version = source.NeedNumber("version", 1, 1_000_000);
        var key = source.Find("key") is { } placement ? new KeyReader(errors).Read(placement) : null;
        var perSecond = 0;
        var quota = source.Find("quota") is { } limits ? parts.Quota(limits, out perSecond) : QuotaLimits.Unlimited;
        var quotaWithoutKey = source.Find("quotaWithoutKey") is { } keyless ? parts.Quota(keyless, out _) : null;
        if (quotaWithoutKey is not null && key is not { IsNeeded: false })
        {
            errors.Add(source.Find("quotaWithoutKey")!, "needs a \"key\" with \"needed\": false, or it says nothing");
        }

        var isActive = source.FindBool("active", otherwise: false);
        var onByDefault = source.FindBool("onByDefault", otherwise: !isActive);
        if (isActive && onByDefault)
        {
            errors.Add(source.Find("onByDefault")!, "cannot be true for a source whose questions are noticed (\"active\")");
        }

        var maxConcurrency = source.FindNumber("maxConcurrency", 1, 1000) ?? 1;
        var defaults = new OperationDefaults(
            key,
            parts.BaseUrl(source),
            parts.Headers(source),
            source.Find("limit") is { } limit ? parts.Limit(limit) : null,
            source.Find("paging") is { } paging ? parts.Paging(paging) : null,
            source.Find("answer") is { } answer ? parts.Answers.Read(answer) : null,
            source.Find("errors") is { } written ? parts.Errors.Read(written) : ErrorReader.Usual,
            source.Has("emptyStatuses") ? parts.Errors.ReadEmptyStatuses(source) : [404],
            source.FindBool("emptyPages", otherwise: false));
        PathCheck.CheckItems(parts.Paths, defaults.Answer, errors);
        var placeholders = source.FindTexts("placeholderHosts");
        var operations = new OperationReader(errors, parts, defaults);
        var read = source.NeedList("operations").Select(o => (Place: o, Operation: operations.Read(o))).ToList();
        var repeated = read.GroupBy(o => o.Operation.Name, StringComparer.OrdinalIgnoreCase).SelectMany(g => g.Skip(1));
        foreach (var twice in repeated.Where(o => o.Operation.Name.Length > 0))
        {
            errors.Add(twice.Place, $"there is an operation \"{twice.Operation.Name}\" already");
        }

        var definition = new SourceDefinition
        {
            Name = name,
            Version = version,
            File = errors.File,
            Key = key,
            Quota = quota,
            PerSecond = perSecond,
            QuotaWithoutKey = quotaWithoutKey,
            OnByDefault = onByDefault,
            IsActive = isActive,
            MaxConcurrency = maxConcurrency,
            PlaceholderHosts = placeholders,
            Operations = [.. read.Select(o => o.Operation)],
            Terms = source.FindText("terms"),
            NonCommercial = source.FindBool("nonCommercial", otherwise: false),
            FreeKey = source.FindBool("freeKey", otherwise: false),
            IsInternal = source.FindBool("inHouse", otherwise: false),
            Emails = source.FindBool("emails", otherwise: true),
            ClearedFor = source.FindOneOf("clearedFor", "sharing level", Levels),
            Timeout = source.FindNumber("timeout", 1, 600) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            AnswerBytes = source.FindNumber("answerMegabytes", 1, 256) * 1024 * 1024,
        };
        source.RefuseOthers();
        return definition;
    }
}
