namespace IocExplorer.Hosting.Configuration;

/// <summary>How a process of the service takes part in it.</summary>
public sealed record NodeSettings
{
    /// <summary>What operators call it. Default: the machine's name and the process id.</summary>
    public string Name { get; init; } = $"{Environment.MachineName}-{Environment.ProcessId}";

    /// <summary>Where health, metrics and, on a coordinator, the API are served. Http only. Default 127.0.0.1, port 8081; a coordinator's 8080.</summary>
    public Uri Listen { get; init; } = new("http://127.0.0.1:8081");

    /// <summary>For everything between the signal to stop and the end of the process. 0 s to 10 min, default 8 s.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>A source or key that is out is tried again after so long. 1 s to 1 d, default 10 min.</summary>
    public TimeSpan RecoverAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How it is reached by the other nodes.</summary>
    public RemotingSettings Remoting { get; init; } = new();

    /// <summary>Whether log lines are JSON objects, or text for a person. Default JSON.</summary>
    public LogFormat LogFormat { get; init; } = LogFormat.Json;

    /// <summary>The least that is logged. Default information; debug adds a line for each query.</summary>
    public LogLevel LogDetail { get; init; } = LogLevel.Information;
}
