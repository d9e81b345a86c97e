using IocExplorer.Hosting.Configuration;
using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Requests;
using IocExplorer.Workers.Settings;

namespace IocExplorer.Workers.Configuration;

/// <summary>Makes <see cref="AllSettings"/> of what was written, or says everything that is wrong with it.</summary>
internal sealed class SettingsReader
{
    private readonly SettingCursor _cursor;
    private readonly CommonSettingsReader _common;
    private readonly Func<string, byte[]> _readFile;

    /// <param name="layers">Later ones win, setting by setting.</param>
    public SettingsReader(IEnumerable<RawSettings> layers, ProgramKind program, Func<string, byte[]> readFile)
    {
        _cursor = new(layers);
        _common = new(_cursor, program, readFile);
        _readFile = readFile;
    }

    /// <summary>What is wrong so far; empty when all is well.</summary>
    public IReadOnlyList<string> Problems => _cursor.Problems;

    /// <inheritdoc cref="SettingCursor.NamedFiles"/>
    public IReadOnlyList<NamedFile> NamedFiles => _cursor.NamedFiles;

    /// <summary>Every setting that was looked for.</summary>
    internal IReadOnlyCollection<string> KnownNames => _cursor.KnownNames;

    /// <inheritdoc cref="CommonSettingsReader.SourcesFolder"/>
    public string? SourcesFolder() => _common.SourcesFolder();

    public AllSettings Read(IReadOnlyList<SourceDefinition> known)
    {
        var settings = new AllSettings
        {
            General = _common.General(),
            Database = _common.Database(),
            Synchronous = _common.Synchronous() ?? new CommonSettings().Synchronous,
            Node = _common.Node(),
            Service = _common.Service(),
            Tags = _common.Tags(),
            Relations = _common.Relations(),
            Engine = _cursor.Engine,
            Resilience = Resilience(new()),
            Sources = Sources(known),
        };
        _cursor.RefuseUnknown();
        return settings;
    }

    private ResilienceSettings Resilience(ResilienceSettings defaults)
    {
        const string at = "resilience.";
        var settings = new ResilienceSettings
        {
            Attempts = _cursor.Number(at + "attempts", SettingBounds.Attempts) ?? defaults.Attempts,
            AttemptsWhenMalformed = _cursor.Number(at + "attemptsWhenMalformed", SettingBounds.Attempts) ?? defaults.AttemptsWhenMalformed,
            FirstPause = _cursor.Span(at + "firstPause", SettingBounds.Pause) ?? defaults.FirstPause,
            LongestPause = _cursor.Span(at + "longestPause", SettingBounds.Pause) ?? defaults.LongestPause,
            RetryAfterFloor = _cursor.Span(at + "retryAfterFloor", SettingBounds.Pause) ?? defaults.RetryAfterFloor,
            RetryAfterCeiling = _cursor.Span(at + "retryAfterCeiling", SettingBounds.Ceiling) ?? defaults.RetryAfterCeiling,
            AttemptTimeout = _cursor.Span(at + "attemptTimeout", SettingBounds.Timeout) ?? defaults.AttemptTimeout,
            QueryTimeout = _cursor.Span(at + "queryTimeout", SettingBounds.Timeout) ?? defaults.QueryTimeout,
            BreakerFailureShare = _cursor.Share(at + "breakerFailureShare", SettingBounds.BreakerFailureShare) ?? defaults.BreakerFailureShare,
            BreakerWindow = _cursor.Span(at + "breakerWindow", SettingBounds.BreakerWindow) ?? defaults.BreakerWindow,
            BreakerMinimum = _cursor.Number(at + "breakerMinimum", SettingBounds.BreakerMinimum) ?? defaults.BreakerMinimum,
            BreakerPause = _cursor.Span(at + "breakerPause", SettingBounds.BreakerPause) ?? defaults.BreakerPause,
            BreakerProbes = _cursor.Number(at + "breakerProbes", SettingBounds.BreakerProbes) ?? defaults.BreakerProbes,
            AnswerBytes = _cursor.Number(at + "answerBytes", SettingBounds.AnswerBytes) ?? defaults.AnswerBytes,
            AnswerDepth = _cursor.Number(at + "answerDepth", SettingBounds.AnswerDepth) ?? defaults.AnswerDepth,
        };
        NotAbove("firstPause", settings.FirstPause, "longestPause", settings.LongestPause);
        NotAbove("retryAfterFloor", settings.RetryAfterFloor, "retryAfterCeiling", settings.RetryAfterCeiling);
        NotAbove("attemptTimeout", settings.AttemptTimeout, "queryTimeout", settings.QueryTimeout);
        return settings;

        void NotAbove(string small, TimeSpan smallSpan, string large, TimeSpan largeSpan)
        {
            if (smallSpan > largeSpan)
            {
                _cursor.Refuse($"{at}{small} ({Duration.Text(smallSpan)}) must not be longer than {at}{large} ({Duration.Text(largeSpan)})."
                    + " Change one of them.");
            }
        }
    }

    private Dictionary<string, SourceSettings> Sources(IReadOnlyList<SourceDefinition> known)
    {
        var settings = known.ToDictionary(s => s.Name, Source, StringComparer.Ordinal);
        foreach (var (name, example) in _cursor.StrangersBelow("sources", known.Select(k => k.Name)))
        {
            _cursor.Refuse($"{example.Place}: sources.{name} is no source. {Guess(name, known.Select(k => k.Name))}");
            _cursor.PassOver($"sources.{name}");
        }

        return settings;
    }

    private SourceSettings Source(SourceDefinition known)
    {
        var at = $"sources.{known.Name}.";
        return new()
        {
            Enabled = _cursor.Flag(at + "enabled"),
            Emails = _cursor.Flag(at + "emails"),
            ClearedFor = _cursor.Level(at + "clearedFor"),
            BaseUrl = _cursor.Url(at + "baseUrl") is { } url ? new(url) : null,
            ApiKeys = ApiKeys(at),
            Limit = _cursor.Number(at + "limit", SettingBounds.Limit),
            MaxConcurrency = _cursor.Number(at + "maxConcurrency", SettingBounds.MaxConcurrency),
            QuotaPerSecond = _cursor.Number(at + "quota.perSecond", SettingBounds.Quota),
            Quota = Quota(at + "quota."),
            Operations = Operations(at + "operations", known),
        };
    }

    private Dictionary<QuotaWindow, int> Quota(string at) => QuotaWindow.All
        .Select(window => (Window: window, Limit: _cursor.Number(at + window.Setting, SettingBounds.Quota)))
        .Where(quota => quota.Limit is not null)
        .ToDictionary(quota => quota.Window, quota => quota.Limit!.Value);

    private Dictionary<string, OperationSettings> Operations(string at, SourceDefinition known)
    {
        var names = known.Operations.Select(o => o.Name).ToList();
        var settings = known.Operations.ToDictionary(o => o.Name, o => Operation($"{at}.{o.Name}.", o), StringComparer.Ordinal);
        foreach (var (name, example) in _cursor.StrangersBelow(at, names))
        {
            _cursor.Refuse($"{example.Place}: {at}.{name} is no operation. {Guess(name, names)}");
            _cursor.PassOver($"{at}.{name}");
        }

        return settings.Where(o => o.Value.Enabled is not null || o.Value.Url is not null || o.Value.Limit is not null || o.Value.Parameters.Count > 0)
            .ToDictionary(o => o.Key, o => o.Value, StringComparer.Ordinal);
    }

    private OperationSettings Operation(string at, OperationDefinition known) => new()
    {
        Enabled = _cursor.Flag(at + "enabled"),
        Url = _cursor.Url(at + "url"),
        Limit = known.Limit is not null ? _cursor.Number(at + "limit", SettingBounds.Limit) : null,
        Parameters = known.Query
            .Where(p => !p.Value.Contains(Placeholder.Mark, StringComparison.Ordinal))
            .Select(p => (Name: p.Key, Value: _cursor.Text($"{at}parameters.{p.Key}")))
            .Where(p => p.Value is not null)
            .ToDictionary(p => p.Name, p => p.Value!, StringComparer.Ordinal),
    };

    /// <summary>Keys of the list first, then those of the file, each once.</summary>
    private List<string> ApiKeys(string at)
    {
        var written = _cursor.List(at + "apiKeys").ToList();
        if (_cursor.Find(at + "apiKeysFile") is { } file)
        {
            written.AddRange(ApiKeysOf(file));
        }

        List<string> keys = [];
        foreach (var setting in written)
        {
            var key = ApiKeyText.WithoutQuotes(setting.Value.Trim());
            if (ApiKeyText.IsPlaceholder(key))
            {
                continue;
            }

            if (!ApiKeyText.CanBeSent(key))
            {
                _cursor.Refuse(setting, "holds a space, a line break or a letter outside ASCII, which no key has. Look for a slip of the paste.");
            }
            else if (!keys.Contains(key))
            {
                keys.Add(key);
            }
        }

        return keys;
    }

    private IEnumerable<RawSetting> ApiKeysOf(RawSetting file)
    {
        var path = _cursor.FilePath(file, file.Path);
        string text;
        try
        {
            text = System.Text.Encoding.UTF8.GetString(Utf8Text.SpanOf(_readFile(path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _cursor.Refuse(file, $"names the file {path}, which cannot be read ({FileErrorText.Of(e, path)}).");
            return [];
        }

        return text.Split('\n')
            .Select((line, index) => new RawSetting(file.Path, line.Trim(), $"{path} line {index + 1}", file.Folder, "this key"))
            .Where(s => s.Value.Length > 0 && s.Value[0] != '#');
    }

    private static string Guess(string name, IEnumerable<string> known) =>
        NearestName.Of(name, known) is { } nearest ? $"Did you mean {nearest}?" : $"Known are {string.Join(", ", known)}.";
}
