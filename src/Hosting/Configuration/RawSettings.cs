using Akka.Configuration;

namespace IocExplorer.Hosting.Configuration;

/// <summary>What one place (a file, the environment) sets, or why it cannot be read.</summary>
/// <param name="Settings">Each path once.</param>
public sealed record RawSettings(IReadOnlyList<RawSetting> Settings, IReadOnlyList<string> Problems)
{
    /// <summary>The section <c>akka</c> of a HOCON file, still below that name; null without one. It is handed on and not judged.</summary>
    public Config? Engine { get; init; }

    public static RawSettings None { get; } = new([], []);

    public static RawSettings Unreadable(string problem) => new([], [problem]);
}
