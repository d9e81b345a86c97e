namespace IocExplorer.Hosting.Configuration;

/// <summary>What one place (a file, the environment) sets, or why it cannot be read.</summary>
/// <param name="Settings">Each path once.</param>
/// <param name="Problems">Lines for the user.</param>
public sealed record RawSettings(IReadOnlyList<RawSetting> Settings, IReadOnlyList<string> Problems)
{
    public static RawSettings None { get; } = new([], []);

    public static RawSettings Unreadable(string problem) => new([], [problem]);
}
