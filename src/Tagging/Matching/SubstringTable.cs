namespace IocExplorer.Tagging.Matching;

/// <summary>
/// Finds all of many parts of a text in one pass over it (Aho and Corasick's automaton, as one dense table). Upper and lower case are the same.
/// Our own because <see cref="System.Buffers.SearchValues"/> finds the first match only and does not say which parts match there.
/// </summary>
internal sealed class SubstringTable
{
    /// <summary>States times letters: 96 MiB at the very most. Parts that do not fit any more are refused when they are added.</summary>
    private const int MostCells = 24 * 1024 * 1024;
    private readonly byte[] _letters = new byte[128];
    private readonly List<(string Part, ushort Tag)> _parts = [];
    private int[] _next = [];
    private int[] _entries = [];
    private int[] _shorter = [];
    private (int Next, ushort Tag)[] _said = [];
    private int _letterCount = 1;
    private long _characters;

    /// <param name="part">ASCII in lower case.</param>
    /// <returns>False when there is no room for it.</returns>
    public bool Add(string part, ushort tag)
    {
        // Counted as if no two parts began alike: what passes here fits for certain.
        if ((_characters + part.Length + 1) * (LettersWith(part) + 1) > MostCells)
        {
            return false;
        }

        foreach (var c in part)
        {
            if (_letters[c] == 0)
            {
                _letters[c] = (byte)_letterCount++;
            }
        }

        _characters += part.Length;
        _parts.Add((part, tag));
        return true;
    }

    /// <summary>To be called once, when all parts are there.</summary>
    public void Build()
    {
        for (var c = 'a'; c <= 'z'; c++)
        {
            _letters[c - 'a' + 'A'] = _letters[c];
        }

        var width = _letterCount;
        var next = new int[checked((int)(_characters + 1) * width)];
        var first = new List<int> { -1 };
        var said = new List<(int, ushort)>(_parts.Count);
        foreach (var (part, tag) in _parts)
        {
            var state = 0;
            foreach (var c in part)
            {
                ref var target = ref next[(state * width) + _letters[c]];
                if (target == 0)
                {
                    target = first.Count;
                    first.Add(-1);
                }

                state = target;
            }

            said.Add((first[state], tag));
            first[state] = said.Count - 1;
        }

        Array.Resize(ref next, first.Count * width);
        (_next, _entries, _said) = (next, [.. first], [.. said]);
        Link();
        _parts.Clear();
        _parts.TrimExcess();
    }

    public void Find(ReadOnlySpan<char> text, ReadOnlySpan<EntryTag> tags, IocTypes types, bool isWeak, ref Hits hits)
    {
        var next = _next;
        var state = 0;
        foreach (var c in text)
        {
            state = c < 128 ? next[(state * _letterCount) + _letters[c]] : 0;
            for (var at = _entries[state] >= 0 ? state : _shorter[state]; at != 0; at = _shorter[at])
            {
                for (var entry = _entries[at]; entry >= 0; entry = _said[entry].Next)
                {
                    if ((tags[_said[entry].Tag].Types & types) != 0)
                    {
                        hits.Add(_said[entry].Tag, 0, isWeak);
                    }
                }
            }
        }
    }

    // Breadth first: where a text leaves the tree of parts, it goes on at the longest end of it that is a beginning of another part.
    private void Link()
    {
        var width = _letterCount;
        var fall = new int[_entries.Length];
        _shorter = new int[_entries.Length];
        var queue = new Queue<int>();
        for (var letter = 0; letter < width; letter++)
        {
            if (_next[letter] != 0)
            {
                queue.Enqueue(_next[letter]);
            }
        }

        while (queue.TryDequeue(out var state))
        {
            _shorter[state] = _entries[fall[state]] >= 0 ? fall[state] : _shorter[fall[state]];
            for (var letter = 0; letter < width; letter++)
            {
                ref var target = ref _next[(state * width) + letter];
                var other = _next[(fall[state] * width) + letter];
                if (target == 0 || letter == 0)
                {
                    target = letter == 0 ? 0 : other;
                    continue;
                }

                fall[target] = other;
                queue.Enqueue(target);
            }
        }
    }

    private int LettersWith(string part)
    {
        var count = _letterCount;
        Span<bool> seen = stackalloc bool[128];
        foreach (var c in part)
        {
            if (_letters[c] == 0 && !seen[c])
            {
                seen[c] = true;
                count++;
            }
        }

        return count;
    }
}
