using System.Numerics;

namespace IocExplorer.Tagging.Matching;

/// <summary>
/// Texts that are looked up whole or by their last labels: an open-addressing table over one array of bytes, some 40 bytes a name where a
/// dictionary of strings takes 150. The hash runs from the last character to the first, so one pass over a name gives the hashes of all its parents.
/// </summary>
internal sealed class NameTable
{
    public const int LongestName = 2048;
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    // Half of a slot is the upper half of the hash, the other the number of the name, counted from 1: a wrong name is met once in four billion steps.
    private ulong[] _slots = new ulong[1024];
    private byte[] _text = new byte[16 * 1024];

    // Where the text of a name begins (it ends where the next begins), and its first entry; together, for they are read together.
    private (int Start, int First)[] _names = new (int, int)[512];
    private NameEntry[] _entries = new NameEntry[512];
    private int _textLength;
    private int _entryCount;

    public int Count { get; private set; }

    public static ulong Start => 0x5BD1_E995_7F4A_7C15;

    public static ulong Step(ulong hash, char c) => BitOperations.RotateLeft((hash ^ c) * Multiplier, 23);

    public static ulong HashOf(ReadOnlySpan<char> text)
    {
        var hash = Start;
        for (var i = text.Length - 1; i >= 0; i--)
        {
            hash = Step(hash, text[i]);
        }

        return hash;
    }

    /// <param name="name">ASCII in lower case, at most <see cref="LongestName"/> long.</param>
    /// <returns>False when this list has this name with the same tag already.</returns>
    public bool Add(ReadOnlySpan<char> name, ushort tag, EntryKind kind, int rank = 0)
    {
        var hash = HashOf(name);
        var number = Find(name, hash);
        if (number < 0)
        {
            number = AddName(name, hash);
        }

        for (var at = _names[number].First; at >= 0; at = _entries[at].Next)
        {
            if (_entries[at].Tag == tag && _entries[at].Kind == kind)
            {
                return false;
            }
        }

        if (_entryCount == _entries.Length)
        {
            Array.Resize(ref _entries, _entryCount * 2);
        }

        _entries[_entryCount] = new(_names[number].First, rank, tag, kind);
        _names[number].First = _entryCount++;
        return true;
    }

    /// <returns>The first entry about the name, to be followed with <see cref="Entry"/>; -1 when there is none.</returns>
    public int Entries(ReadOnlySpan<char> name, ulong hash)
    {
        var number = Find(name, hash);
        return number < 0 ? -1 : _names[number].First;
    }

    public ref readonly NameEntry Entry(int at) => ref _entries[at];

    /// <summary>Gives back the room that growing left.</summary>
    public void Trim()
    {
        Array.Resize(ref _text, _textLength);
        Array.Resize(ref _names, Count + 1);
        Array.Resize(ref _entries, _entryCount);
    }

    private int Find(ReadOnlySpan<char> name, ulong hash)
    {
        var slots = _slots;
        var mask = slots.Length - 1;
        for (var at = Place(hash) & mask; ; at = (at + 1) & mask)
        {
            var slot = slots[at];
            if (slot == 0)
            {
                return -1;
            }

            if (slot >> 32 == hash >> 32 && Equals(name, (int)(uint)slot - 1))
            {
                return (int)(uint)slot - 1;
            }
        }
    }

    private bool Equals(ReadOnlySpan<char> name, int number)
    {
        var start = _names[number].Start;
        var text = _text.AsSpan(start, _names[number + 1].Start - start);
        if (text.Length != name.Length)
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != name[i])
            {
                return false;
            }
        }

        return true;
    }

    private int AddName(ReadOnlySpan<char> name, ulong hash)
    {
        if (Count + 2 > _names.Length)
        {
            Array.Resize(ref _names, _names.Length * 2);
        }

        if (_textLength + name.Length > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _textLength + name.Length));
        }

        foreach (var c in name)
        {
            _text[_textLength++] = (byte)c;
        }

        var number = Count++;
        _names[number + 1].Start = _textLength;
        _names[number].First = -1;
        if (Count * 2 > _slots.Length)
        {
            Rehash();
        }
        else
        {
            Put(hash, number);
        }

        return number;
    }

    private void Rehash()
    {
        _slots = new ulong[_slots.Length * 2];
        for (var number = 0; number < Count; number++)
        {
            var hash = Start;
            for (var i = _names[number + 1].Start - 1; i >= _names[number].Start; i--)
            {
                hash = Step(hash, (char)_text[i]);
            }

            Put(hash, number);
        }
    }

    private void Put(ulong hash, int number)
    {
        var mask = _slots.Length - 1;
        var at = Place(hash) & mask;
        while (_slots[at] != 0)
        {
            at = (at + 1) & mask;
        }

        _slots[at] = (hash & 0xFFFF_FFFF_0000_0000) | (uint)(number + 1);
    }

    private static int Place(ulong hash) => (int)((hash ^ (hash >> 29)) & int.MaxValue);
}
