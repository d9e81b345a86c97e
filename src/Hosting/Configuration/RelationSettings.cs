namespace IocExplorer.Hosting.Configuration;

/// <summary>The user's own relations, as the workers of a service ask them.</summary>
public sealed record RelationSettings
{
    /// <summary>Full paths of files and folders.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>How often they are looked at. What has changed is read when it was the same at two looks in a row.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(5);
}
