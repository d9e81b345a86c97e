using System.Text.RegularExpressions;
using IocExplorer.Tagging.Suffixes;

namespace IocExplorer.Tagging.Matching;

/// <summary>All entries of all lists, in the form in which they are looked up. Filled by readers of lists, then built once.</summary>
internal sealed class TagIndex
{
    private readonly List<EntryTag> _tags = [];
    private readonly List<Pattern> _patterns = [];
    private List<(uint, byte, ushort)> _ipv4 = [];
    private List<(UInt128, byte, ushort)> _ipv6 = [];
    private NetworkTable<uint>? _ipv4Table;
    private NetworkTable<UInt128>? _ipv6Table;

    public EntryTag[] Tags { get; private set; } = [];

    public NameTable Names { get; } = new();

    public SubstringTable Substrings { get; } = new();

    public Pattern[] Patterns { get; private set; } = [];

    public TagSets Sets { get; } = new();

    public PublicSuffixes Suffixes { get; set; } = PublicSuffixes.BuiltIn;

    public NetworkTable<uint> Ipv4 => _ipv4Table!;

    public NetworkTable<UInt128> Ipv6 => _ipv6Table!;

    public IocTypes NameTypes { get; private set; }

    public IocTypes SubstringTypes { get; private set; }

    public IocTypes PatternTypes { get; private set; }

    public int PatternCount => _patterns.Count;

    /// <returns>The number by which entries name it; null when there are 65,535 already.</returns>
    public ushort? AddTag(EntryTag tag)
    {
        if (_tags.Count > ushort.MaxValue)
        {
            return null;
        }

        _tags.Add(tag);
        return (ushort)(_tags.Count - 1);
    }

    /// <returns>False when the same tag stands there already.</returns>
    public bool AddName(ReadOnlySpan<char> name, ushort tag, EntryKind kind, int rank = 0)
    {
        NameTypes |= _tags[tag].Types;
        return Names.Add(name, tag, kind, rank);
    }

    public void AddNetwork(uint address, int length, ushort tag) => _ipv4.Add((NetworkTable<uint>.Masked(address, length), (byte)length, tag));

    public void AddNetwork(UInt128 address, int length, ushort tag) => _ipv6.Add((NetworkTable<UInt128>.Masked(address, length), (byte)length, tag));

    /// <inheritdoc cref="SubstringTable.Add"/>
    public bool AddSubstring(string part, ushort tag)
    {
        SubstringTypes |= _tags[tag].Types;
        return Substrings.Add(part, tag);
    }

    public void AddPattern(Regex regex, ushort tag)
    {
        PatternTypes |= _tags[tag].Types;
        _patterns.Add(new(regex, tag));
    }

    public void Build()
    {
        Tags = [.. _tags];
        Patterns = [.. _patterns];
        Names.Trim();
        Substrings.Build();
        _ipv4Table = new(_ipv4, Sets, a => (int)(a >> 16));
        _ipv6Table = new(_ipv6, Sets, a => (int)(uint)(a >> 112));
        (_ipv4, _ipv6) = ([], []);
    }
}
