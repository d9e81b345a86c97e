namespace IocExplorer.Seed.Arguments;

/// <summary>The arguments of <c>submit</c>.</summary>
/// <param name="Watch">Stays until the hunt has ended.</param>
/// <param name="Output">The folder for the trees, as the user wrote it; null when they are not wanted. Stays until the hunt has ended.</param>
internal sealed record SubmitArguments(HuntArguments Hunt, bool Watch, string? Output);
