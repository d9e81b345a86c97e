namespace IocExplorer.Hosting.Configuration;

/// <summary>
/// Settings of former versions. A file that still has one is refused with a line that names its replacement: ignored in silence it
/// would mislead, and called unknown it would be looked for.
/// </summary>
internal static class RemovedSettings
{
    public static readonly IReadOnlyList<RemovedSetting> All =
    [
        new("node.lease", "the cluster watches over its nodes itself; how patiently stands under akka.cluster.failure-detector. Remove the line."),
        new("node.heartbeat", "the cluster watches over its nodes itself; how often stands under akka.cluster.failure-detector. Remove the line."),
        new("node.listenToHints", "nodes send each other messages and no longer need the database for it. Remove the line."),
        new("sources.*.lanes", "several nodes spend a key side by side without it. Remove the line."),
    ];
}
