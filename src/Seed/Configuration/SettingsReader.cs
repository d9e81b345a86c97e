using IocExplorer.Workers.Settings;

namespace IocExplorer.Seed.Configuration;

/// <summary>Makes <see cref="Settings"/> of what was written, or says everything that is wrong with it.</summary>
internal sealed class SettingsReader(IEnumerable<RawSettings> layers, Func<string, byte[]> readFile)
{
    private readonly SettingCursor _cursor = new(layers);

    /// <summary>What is wrong so far; empty when all is well.</summary>
    public IReadOnlyList<string> Problems => _cursor.Problems;

    /// <summary>Every setting that was looked for.</summary>
    internal IReadOnlyCollection<string> KnownNames => _cursor.KnownNames;

    /// <summary>Where more sources are defined: needed before <see cref="Read"/>, which must know them.</summary>
    public string? SourcesFolder()
    {
        var folder = _cursor.FilePath("general.sourcesFolder");
        if (folder is not null && !Directory.Exists(folder))
        {
            _cursor.Refuse(_cursor.Find("general.sourcesFolder")!, $"names the folder {folder}, which is not there. Make it, or take the setting out.");
            return null;
        }

        return folder;
    }

    public Settings Read(IReadOnlyList<KnownSource> known)
    {
        var defaults = Settings.Defaults;
        var settings = new Settings
        {
            Depth = _cursor.Number("general.depth", SettingBounds.Depth) ?? defaults.Depth,
            MaxAge = _cursor.Span("general.maxAge", SettingBounds.MaxAge) ?? defaults.MaxAge,
            ActiveTrees = _cursor.Number("general.activeTrees", SettingBounds.ActiveTrees) ?? defaults.ActiveTrees,
            LongestQuotaWait = _cursor.Span("general.longestQuotaWait", SettingBounds.MaxAge) ?? defaults.LongestQuotaWait,
            SendReserved = _cursor.Flag("general.sendReserved") ?? defaults.SendReserved,
            SourcesFolder = _cursor.FilePath("general.sourcesFolder"),
            Database = Database(),
            Synchronous = Synchronous() ?? defaults.Synchronous,
            Resilience = Resilience(new()),
            Sources = Sources(known),
        };
        _cursor.RefuseUnknown();
        return settings;
    }

    private string? Database()
    {
        if (_cursor.Find("database") is not { } setting)
        {
            return null;
        }

        if (DatabaseName.IsConnectionString(setting.Value))
        {
            _cursor.Refuse(setting, DatabaseName.WhyNoConnectionString);
            return null;
        }

        return _cursor.FilePath("database");
    }

    private string? Synchronous()
    {
        var text = _cursor.Text("ledger.synchronous")?.ToLowerInvariant();
        if (text is null or "normal" or "full")
        {
            return text;
        }

        _cursor.Refuse(_cursor.Find("ledger.synchronous")!, "must be normal or full.");
        return null;
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
                _cursor.Refuse($"{at}{small} ({Duration.Text(smallSpan)}) must not be longer than {at}{large} ({Duration.Text(largeSpan)}). Change one of them.");
            }
        }
    }

    private Dictionary<string, SourceSettings> Sources(IReadOnlyList<KnownSource> known)
    {
        var settings = known.ToDictionary(s => s.Name, Source, StringComparer.Ordinal);
        foreach (var (name, example) in _cursor.StrangersBelow("sources", known.Select(k => k.Name)))
        {
            _cursor.Refuse($"{example.Place}: sources.{name} is no source. {Guess(name, known.Select(k => k.Name))}");
            _cursor.PassOver($"sources.{name}");
        }

        return settings;
    }

    private SourceSettings Source(KnownSource known)
    {
        var at = $"sources.{known.Name}.";
        return new()
        {
            Enabled = _cursor.Flag(at + "enabled") ?? true,
            BaseUrl = _cursor.Url(at + "baseUrl") is { } url ? new(url) : null,
            ApiKeys = ApiKeys(at),
            Limit = _cursor.Number(at + "limit", SettingBounds.Limit),
            MaxConcurrency = _cursor.Number(at + "maxConcurrency", SettingBounds.MaxConcurrency),
            QuotaPerMinute = _cursor.Number(at + "quota.perMinute", SettingBounds.Quota),
            QuotaPerDay = _cursor.Number(at + "quota.perDay", SettingBounds.Quota),
            QuotaPerMonth = _cursor.Number(at + "quota.perMonth", SettingBounds.Quota),
            Operations = Operations(at + "operations", known),
        };
    }

    private Dictionary<string, OperationSettings> Operations(string at, KnownSource known)
    {
        var settings = known.Operations.ToDictionary(o => o.Key, o => Operation($"{at}.{o.Key}.", o.Value), StringComparer.Ordinal);
        foreach (var (name, example) in _cursor.StrangersBelow(at, known.Operations.Keys))
        {
            _cursor.Refuse($"{example.Place}: {at}.{name} is no operation. {Guess(name, known.Operations.Keys)}");
            _cursor.PassOver($"{at}.{name}");
        }

        return settings.Where(o => o.Value.Url is not null || o.Value.Limit is not null || o.Value.Parameters.Count > 0)
            .ToDictionary(o => o.Key, o => o.Value, StringComparer.Ordinal);
    }

    private OperationSettings Operation(string at, KnownOperation known) => new()
    {
        Url = _cursor.Url(at + "url"),
        Limit = known.HasLimit ? _cursor.Number(at + "limit", SettingBounds.Limit) : null,
        Parameters = known.Parameters
            .Select(p => (Name: p, Value: _cursor.Text($"{at}parameters.{p}")))
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
            var key = setting.Value.Trim();
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
        var path = Path.GetFullPath(file.Value.Trim(), file.Folder);
        string text;
        try
        {
            text = System.Text.Encoding.UTF8.GetString(readFile(path)).TrimStart('\uFEFF');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _cursor.Refuse(file, $"names the file {path}, which cannot be read ({FileTrouble.Of(e)}).");
            return [];
        }

        return text.Split('\n')
            .Select((line, index) => new RawSetting(file.Path, line.Trim(), $"{path} line {index + 1}", file.Folder, "this key"))
            .Where(s => s.Value.Length > 0 && s.Value[0] != '#');
    }

    private static string Guess(string name, IEnumerable<string> known) =>
        NearestName.Of(name, known) is { } nearest ? $"Did you mean {nearest}?" : $"Known are {string.Join(", ", known)}.";
}
