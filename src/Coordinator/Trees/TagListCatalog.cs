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
            // Most runs ask for no tags and need not wait for the lists that come with the program.
            var builtIn = new Lazy<ITagger>(() => TagLists.Load(options).Tagger);
            problems = [];
            return new((ioc, tags) => builtIn.Value.AddTags(ioc, tags), always: false);
        }

        var loaded = TagLists.Load(options);
        problems = [.. loaded.Problems.Select(problem => problem.ToString())];
        return new(loaded.Tagger.AddTags, always: true);
    }

    /// <summary>A notice for hunts; null without one.</summary>
    public TagRule? For(HuntRules rules) => _always || rules.ShowTags || rules.Park.Count > 0 ? _rule : null;
}
