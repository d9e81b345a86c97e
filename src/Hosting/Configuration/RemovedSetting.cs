namespace IocExplorer.Hosting.Configuration;

/// <summary>A setting that there was once.</summary>
/// <param name="Path">With dots; <c>*</c> stands for one name.</param>
/// <param name="Instead">What took its place and what to do, as the end of a sentence that began with the setting's name.</param>
internal sealed record RemovedSetting(string Path, string Instead)
{
    public bool Matches(string path)
    {
        var (mine, written) = (Path.Split('.'), path.Split('.'));
        return mine.Length == written.Length
            && mine.Index().All(n => n.Item == "*" || n.Item.Equals(written[n.Index], StringComparison.OrdinalIgnoreCase));
    }
}
