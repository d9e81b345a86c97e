using IocExplorer.Tagging.Lists;

namespace IocExplorer.Tagging;

/// <summary>Loads tag lists. A list that cannot be read is reported and left out; the rest is used.</summary>
public static class TagLists
{
    /// <summary>Reads all that the options name. Reading a million names takes a second or two.</summary>
    public static LoadedTagLists Load(TagListOptions options, CancellationToken cancellation = default) => new ListLoader().Load(options, cancellation);
}
