namespace IocExplorer.Workers.Files;

/// <summary>What became of the items of one file: each is counted in exactly one of these numbers.</summary>
/// <param name="unit">What is counted: <c>line</c>, <c>object</c> (STIX), <c>attribute</c> (MISP).</param>
internal sealed class FileAccount(string file, string unit)
{
    private readonly Dictionary<string, int> _counted = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unsaid = new(StringComparer.Ordinal);

    public string File => file;

    public string Unit => unit;

    /// <summary>Something was learned from it.</summary>
    public int Read { get; set; }

    /// <summary>It repeats an earlier item.</summary>
    public int Repeated { get; set; }

    /// <summary>It should have held something, and is reported with the reason.</summary>
    public int LeftOut { get; set; }

    /// <summary>Sound, and nothing can be learned from it: how many of which kind (<c>yara</c>, <c>deleted</c>).</summary>
    public IReadOnlyDictionary<string, int> Counted => _counted;

    /// <summary>The counts shown to the user, highest first.</summary>
    public IEnumerable<(string Kind, int Count)> Said => _counted.Where(c => !_unsaid.Contains(c.Key))
        .OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Value));

    /// <param name="isSaid">Whether anybody would expect something of it.</param>
    public void Count(string kind, bool isSaid = true)
    {
        _counted[kind] = _counted.GetValueOrDefault(kind) + 1;
        if (!isSaid)
        {
            _unsaid.Add(kind);
        }
    }
}
