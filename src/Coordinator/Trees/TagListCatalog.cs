using IocExplorer.Hosting.Configuration;
using IocExplorer.Tagging;

namespace IocExplorer.Coordinator.Trees;

/// <summary>
/// The lists of the configuration, loaded. Without any that was configured, a hunt has tags only when it asks for them: by default
/// its trees are what the original tool wrote.
/// </summary>
public sealed class TagListCatalog
{
    private readonly TagRule _rule;
    private readonly bool _always;

    private TagListCatalog(TagRule rule, bool always) => (_rule, _always) = (rule, always);

    /// <summary>Reads the lists; a million names take a second or two.</summary>
    /// <param name="problems">What is not used, and why, a line each.</param>
    public static TagListCatalog Load(TagSettings settings, out IReadOnlyList<string> problems)
    {
        var options = new TagListOptions { Paths = settings.Lists, TopLists = settings.TopLists, UseBuiltIn = settings.BuiltIn != false };
        if (settings.BuiltIn != true && settings.Lists.Count + settings.TopLists.Count == 0)
        {
            problems = [];
            return new(OnDemand(options), always: false);
        }

        var loaded = TagLists.Load(options);
        problems = [.. loaded.Problems.Select(problem => problem.ToString())];
        return new(loaded.Tagger.AddTags, always: true);
    }

    /// <summary>
    /// The lists that come with the program, for what is exported: nobody wants to block what they know, whether or not the trees of the hunt show it.
    /// Null when the configuration switches them off.
    /// </summary>
    public static TagRule? ForExports(TagSettings settings) => settings.BuiltIn == false ? null : OnDemand(new());

    /// <summary>A notice for hunts; null without one.</summary>
    public TagRule? For(HuntRules rules) => _always || rules.ShowTags || rules.Park.Count > 0 ? _rule : null;

    // Most runs ask for no tags and need not wait for the lists.
    private static TagRule OnDemand(TagListOptions options)
    {
        var loaded = new Lazy<ITagger>(() => TagLists.Load(options).Tagger);
        return (ioc, tags) => loaded.Value.AddTags(ioc, tags);
    }
}
