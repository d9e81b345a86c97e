namespace IocExplorer.Hosting.Configuration;

/// <summary>How an event becomes a line on the console.</summary>
public enum LogFormat
{
    /// <summary>One JSON object a line, in the form of .NET's console logger.</summary>
    Json = 1,

    /// <summary>For a person at a terminal.</summary>
    Text = 2,
}
