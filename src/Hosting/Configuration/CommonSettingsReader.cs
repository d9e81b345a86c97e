namespace IocExplorer.Hosting.Configuration;

/// <summary>Makes <see cref="CommonSettings"/> of what was written. Complaints gather in the cursor.</summary>
public sealed class CommonSettingsReader(SettingCursor cursor, ProgramKind program, Func<string, byte[]> readFile)
{
    private const int LongestName = 100;
    private const int ShortestToken = 16;

    /// <summary>Where more sources are defined: known before the rest, because the rest is checked against those sources.</summary>
    public string? SourcesFolder()
    {
        var folder = cursor.FilePath("general.sourcesFolder");
        if (folder is not null && !Directory.Exists(folder))
        {
            cursor.Refuse(cursor.Find("general.sourcesFolder")!, $"names the folder {folder}, which is not there. Make it, or take the setting out.");
            return null;
        }

        return folder;
    }

    public GeneralSettings General()
    {
        var defaults = new GeneralSettings();
        return new()
        {
            Depth = cursor.Number("general.depth", CommonBounds.Depth) ?? defaults.Depth,
            MaxAge = cursor.Span("general.maxAge", CommonBounds.MaxAge) ?? defaults.MaxAge,
            ActiveTrees = cursor.Number("general.activeTrees", CommonBounds.ActiveTrees) ?? defaults.ActiveTrees,
            LongestQuotaWait = cursor.Span("general.longestQuotaWait", CommonBounds.MaxAge),
            SendReserved = cursor.Flag("general.sendReserved") ?? defaults.SendReserved,
            ExpandUrls = cursor.Flag("general.expandUrls") ?? defaults.ExpandUrls,
            OwnDomains = OwnDomains(),
            DefaultSources = cursor.Flag("general.defaultSources"),
            Offline = cursor.Flag("general.offline") ?? defaults.Offline,
            ClearedFor = cursor.Level("general.clearedFor") ?? defaults.ClearedFor,
        };
    }

    public DatabaseSettings Database()
    {
        var passwordFile = cursor.Find("databasePasswordFile");
        if (program == ProgramKind.Console)
        {
            return new() { File = LedgerFile() };
        }

        if (cursor.Find("database") is not { } setting)
        {
            cursor.Refuse($"database is not set. {DatabaseName.WhatServiceNeeds}");
            return new();
        }

        if (!DatabaseName.IsConnectionString(setting.Value))
        {
            cursor.Refuse(setting, $"is a file. {DatabaseName.WhatServiceNeeds}");
            return new();
        }

        if (!DatabaseAddress.TryParse(setting.Value, out var address, out var problem))
        {
            cursor.Refuse(setting, problem);
            return new();
        }

        return passwordFile is null ? new() { Server = address }
            : SecretFile.Read(cursor, passwordFile, readFile) is { } password ? new() { Server = address.WithPassword(password) }
            : new();
    }

    public string? Synchronous() => cursor.Choice("ledger.synchronous", "normal", "full");

    public NodeSettings Node()
    {
        var defaults = new NodeSettings();
        return new()
        {
            Name = NodeName() ?? defaults.Name,
            Listen = Listen() ?? (program == ProgramKind.Coordinator ? new("http://127.0.0.1:8080") : defaults.Listen),
            Drain = cursor.Span("node.drain", CommonBounds.Drain) ?? defaults.Drain,
            RecoverAfter = cursor.Span("node.recoverAfter", CommonBounds.RecoverAfter) ?? defaults.RecoverAfter,
            Remoting = new RemotingSettingsReader(cursor, program, readFile).Read(),
            LogFormat = cursor.Choice("node.logFormat", "json", "text") == "text" ? LogFormat.Text : LogFormat.Json,
            LogDetail = cursor.Choice("node.logDetail", "debug", "information", "warning") switch
            {
                "debug" => LogLevel.Debug,
                "warning" => LogLevel.Warning,
                _ => LogLevel.Information,
            },
        };
    }

    public ServiceSettings Service()
    {
        var defaults = new ServiceSettings();
        return new()
        {
            AdminToken = AdminToken(),
            MaxSeeds = cursor.Number("service.maxSeeds", CommonBounds.MaxSeeds) ?? defaults.MaxSeeds,
            MaxBodyBytes = cursor.Number("service.maxBodyBytes", CommonBounds.MaxBodyBytes) ?? defaults.MaxBodyBytes,
            RequestsPerMinute = cursor.Number("service.requestsPerMinute", CommonBounds.RequestsPerMinute) ?? defaults.RequestsPerMinute,
            ActiveTrees = cursor.Number("service.activeTrees", CommonBounds.ActiveTrees) ?? defaults.ActiveTrees,
        };
    }

    public TagSettings Tags() => new()
    {
        Lists = Paths("tags.lists") ?? new TagSettings().Lists,
        TopLists = Paths("tags.topLists") ?? new TagSettings().TopLists,
        BuiltIn = cursor.Flag("tags.builtIn"),
        UpdateFrom = cursor.Url("tags.updateFrom") is { } url ? new(url) : null,
    };

    public RelationSettings Relations() => new()
    {
        Files = Paths("relations.files") ?? new RelationSettings().Files,
        LookEvery = cursor.Span("relations.lookEvery", CommonBounds.LookEvery) ?? new RelationSettings().LookEvery,
    };

    /// <summary>Null when none is set.</summary>
    private List<string>? Paths(string path) =>
        cursor.List(path) is { Count: > 0 } paths ? [.. paths.Select(s => cursor.FilePath(s, path))] : null;

    private IReadOnlyList<string> OwnDomains()
    {
        List<string> domains = [];
        foreach (var setting in cursor.List("general.ownDomains"))
        {
            if (IocParser.TryParse(IocType.Domain, setting.Value, out var domain, out var reason))
            {
                domains.Add(domain.Value);
            }
            else
            {
                cursor.Refuse(setting, $"{reason}. Write a domain, such as example.com; what is below it counts as well.");
            }
        }

        return domains.Count == 0 ? new GeneralSettings().OwnDomains : domains;
    }

    private string? LedgerFile()
    {
        if (cursor.Find("database") is not { } setting)
        {
            return null;
        }

        if (DatabaseName.IsConnectionString(setting.Value))
        {
            cursor.Refuse(setting, DatabaseName.WhyNoConnectionString);
            return null;
        }

        return cursor.FilePath("database");
    }

    private string? NodeName()
    {
        if (cursor.Find("node.name") is not { } setting)
        {
            return null;
        }

        var name = setting.Value.Trim();
        if (name.Length <= LongestName && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':'))
        {
            return name;
        }

        cursor.Refuse(setting, $"must be letters, digits and . - _ : only, at most {LongestName} of them.");
        return null;
    }

    private Uri? Listen()
    {
        if (cursor.Url("node.listen") is not { } text)
        {
            return null;
        }

        var url = new Uri(text);
        var isLiteral = url.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 || url.Host == "localhost";
        if (url.Scheme == Uri.UriSchemeHttp && url.PathAndQuery == "/" && isLiteral)
        {
            return url;
        }

        cursor.Refuse(
            cursor.Find("node.listen")!,
            "must be http:// with an address of this machine and a port, such as http://0.0.0.0:8080. TLS is the business of a proxy in front.");
        return null;
    }

    private string? AdminToken()
    {
        if (cursor.Find("service.adminTokenFile") is not { } file
            || program != ProgramKind.Coordinator
            || SecretFile.Read(cursor, file, readFile) is not { } token)
        {
            return null;
        }

        if (token.Length >= ShortestToken && token.All(c => c is > ' ' and < '\x7f'))
        {
            return token;
        }

        cursor.Refuse(file, $"names a file whose token is shorter than {ShortestToken} characters, or holds a space, a second line or a letter outside ASCII.");
        return null;
    }
}
