namespace IocExplorer.Tagging.Suffixes;

/// <summary>Names in lists of suffixes, where a single label counts too.</summary>
internal static class SuffixName
{
    public static bool TryNormalise(ReadOnlySpan<char> name, out string normal)
    {
        // One label is made a name by a second one, which is then taken off again.
        const string Above = ".a";
        var isName = IocParser.TryParse(IocType.Domain, string.Concat(name, Above), out var ioc, out _);
        normal = isName ? ioc.Value[..^Above.Length] : "";
        return isName;
    }
}
