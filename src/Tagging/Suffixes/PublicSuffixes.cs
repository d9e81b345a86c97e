using System.Collections.Frozen;

namespace IocExplorer.Tagging.Suffixes;

/// <summary>
/// Names below which the public can register names (<c>co.uk</c>, <c>github.io</c>), and so where the registered domain of a name begins. Rules as in the
/// Public Suffix List: a name, <c>*.</c> for all names directly below, <c>!</c> for an exception from that. A last label without a rule is a suffix.
/// Our own: a package would bring its own copy of the list and its own normal form of names, and every lookup would convert between the two forms.
/// </summary>
internal sealed class PublicSuffixes
{
    private const int Normal = 1;
    private const int Wildcard = 2;
    private const int Exception = 4;
    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _rules;

    private PublicSuffixes(Dictionary<string, int> rules) =>
        _rules = rules.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The common ones. They are used unless the user puts the full list beside the other lists.</summary>
    public static PublicSuffixes BuiltIn { get; } = ReadBuiltIn();

    /// <param name="text">In the format of <c>public_suffix_list.dat</c>.</param>
    public static PublicSuffixes Read(TextReader text)
    {
        var rules = new Dictionary<string, int>(StringComparer.Ordinal);
        while (text.ReadLine() is { } line)
        {
            var rule = line.AsSpan().Trim();
            var end = rule.IndexOfAny(" \t");
            rule = end < 0 ? rule : rule[..end];
            if (rule.IsEmpty || rule.StartsWith("//", StringComparison.Ordinal))
            {
                continue;
            }

            var kind = rule[0] == '!' ? Exception : rule.StartsWith("*.", StringComparison.Ordinal) ? Wildcard : Normal;
            var name = rule[(kind == Exception ? 1 : kind == Wildcard ? 2 : 0)..];
            if (SuffixName.TryNormalise(name, out var normal))
            {
                rules[normal] = rules.GetValueOrDefault(normal) | kind;
            }
        }

        return new(rules);
    }

    /// <param name="name">In its normal form.</param>
    /// <returns>Where the registered domain begins in the name; -1 when the name is a suffix itself.</returns>
    public int RegisteredDomain(ReadOnlySpan<char> name)
    {
        // The longest rule wins; an exception beats all. Behind each dot, from the left, stands a shorter name.
        var previous = -1;
        for (var start = 0; ;)
        {
            var isLast = !name[start..].Contains('.');
            var kind = _rules.TryGetValue(name[start..], out var found) ? found : 0;
            if ((kind & Exception) != 0)
            {
                return start;
            }

            if ((kind & Normal) != 0 || isLast || IsBelowWildcard(name, start))
            {
                return previous;
            }

            previous = start;
            start += name[start..].IndexOf('.') + 1;
        }
    }

    private bool IsBelowWildcard(ReadOnlySpan<char> name, int start)
    {
        var parent = start + name[start..].IndexOf('.') + 1;
        return _rules.TryGetValue(name[parent..], out var kind) && (kind & Wildcard) != 0;
    }

    private static PublicSuffixes ReadBuiltIn()
    {
        using var text = new StreamReader(Data.Open("public-suffixes.txt"));
        return Read(text);
    }
}
