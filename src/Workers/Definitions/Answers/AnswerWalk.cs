using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Paths;

namespace IocExplorer.Workers.Definitions.Answers;

/// <summary>
/// One walk over a body. It notes and counts; <see cref="AnswerReader"/> decides what that means.
/// </summary>
/// <remarks>
/// <c>JsonDocument</c> was the first form: it spends most of its time on building what is then skipped. Recursion is as deep as the
/// definition's paths, never as deep as the body.
/// </remarks>
/// <param name="values">Takes what is to be picked from, see <see cref="AnswerNode.Keep"/>; null when nothing is.</param>
internal ref struct AnswerWalk(ReadOnlySpan<byte> body, AnswerPlan plan, int remaining, Ioc asked = default, AnswerValues? values = null)
{
    // Longer than any IOC; a hostile megabyte is not copied only to be refused.
    private const int MostValueBytes = 4096;

    /// <summary>The reason for it.</summary>
    public const string TooLong = "is longer than 4,096 characters";

    private readonly ReadOnlySpan<byte> _body = body;
    private readonly AnswerPlan _plan = plan;
    private readonly int _remaining = remaining;
    private readonly Ioc _asked = plan.Operation.KeepsSelf ? default : asked;
    private readonly List<Relation>?[] _found = new List<Relation>?[plan.Operation.Relations.Count];
    private readonly Capture[] _captures = new Capture[plan.Slots];
    private readonly AnswerValues? _values = values;
    private int _into = AnswerValues.None;
    private bool _keepsAll;

    /// <summary>Items in all, those beyond the limit included.</summary>
    public int Items { get; private set; }

    /// <summary>Texts that are no IOC of the type expected; null without any.</summary>
    public DroppedValues? Dropped { get; private set; }

    /// <summary>Values of another JSON type than expected, or absent where they must be.</summary>
    public int WrongKinds { get; private set; }

    /// <summary>Texts that stood where values are expected, good or not.</summary>
    public int Texts { get; private set; }

    /// <summary>What stood where the items are expected.</summary>
    public JsonTokenType ItemsKind { get; private set; }

    public Capture ItemsText { get; private set; }

    /// <summary>A dropped text that speaks of quota or rate: it is an error in the place of data.</summary>
    public string? ThrottledText { get; private set; }

    /// <summary>There is something of which tags are made.</summary>
    public bool HoldsTags { get; private set; }

    /// <summary>A member that we read is twice in one object: it is unknown which is meant.</summary>
    public string? Twice { get; private set; }

    public readonly Capture this[int slot] => slot < 0 ? default : _captures[slot];

    /// <summary>Walks the whole body.</summary>
    /// <exception cref="JsonException">It is no JSON, is cut short or too deep.</exception>
    public void Read()
    {
        var reader = new Utf8JsonReader(_body, new JsonReaderOptions { MaxDepth = _plan.MaxDepth });
        reader.Read();
        ReadValue(ref reader, _plan.Root, needed: false);
        while (reader.Read())
        {
        }
    }

    public readonly IReadOnlyList<Relation> Relations()
    {
        List<Relation>? all = null;
        foreach (var found in _found)
        {
            if (all is null)
            {
                all = found;
            }
            else if (found is not null)
            {
                all.AddRange(found);
            }
        }

        return all is null ? [] : all;
    }

    private void ReadValue(ref Utf8JsonReader reader, AnswerNode node, bool needed, string? name = null)
    {
        if (_values is null)
        {
            ReadContent(ref reader, node, needed);
            return;
        }

        var (into, keepsAll) = (_into, _keepsAll);
        _into = node.IsKept || keepsAll ? _values.Add(ref reader, into, name) : AnswerValues.None;
        _keepsAll |= node.KeepsAll;
        ReadContent(ref reader, node, needed);
        (_into, _keepsAll) = (into, keepsAll);
    }

    private void ReadContent(ref Utf8JsonReader reader, AnswerNode node, bool needed)
    {
        foreach (var slot in node.Captures)
        {
            _captures[slot] = Captured(ref reader);
        }

        if (node.IsItems)
        {
            ReadItems(ref reader, node);
            return;
        }

        HoldsTags |= node.HoldsTag && reader.TokenType != JsonTokenType.Null;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when node.Members.Length > 0:
                ReadObject(ref reader, node);
                break;
            case JsonTokenType.StartArray when node.Each is not null || node.Indexes.Length > 0:
                ReadArray(ref reader, node);
                break;
            case JsonTokenType.StartArray when node.Relations.Length > 0:
                ReadTexts(ref reader, node, needed);
                break;
            case JsonTokenType.StartArray:
                ReadUnexpectedArray(ref reader, node);
                break;
            case JsonTokenType.StartObject:
                WrongKinds += node.LeadsToRelations ? 1 : 0;
                PassContent(ref reader);
                break;
            case JsonTokenType.String when node.Relations.Length > 0:
                TakeText(ref reader, node);
                break;
            case JsonTokenType.String when node.OfSingleText is { } only:
                TakeText(ref reader, only);
                break;
            default:
                WrongKinds += node.LeadsToRelations && (needed || reader.TokenType != JsonTokenType.Null) ? 1 : 0;
                break;
        }
    }

    private void ReadItems(ref Utf8JsonReader reader, AnswerNode node)
    {
        var kinds = _plan.Operation.Answer.Kinds;
        ItemsKind = reader.TokenType;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray when kinds.HasFlag(ItemsKinds.Array):
                ReadArray(ref reader, node);
                break;
            case JsonTokenType.StartObject when kinds.HasFlag(ItemsKinds.Object):
                if (node is { Each: not null, Members.Length: > 0 })
                {
                    // In the place of the list: what it says of itself, an error for instance, stands beside what it says as an item.
                    var itself = reader;
                    var keepsAll = _keepsAll;
                    _keepsAll = false;
                    ReadObject(ref itself, node);
                    _keepsAll = keepsAll;
                }

                ReadOnlyItem(ref reader, node.Each ?? node);
                break;
            case JsonTokenType.StartArray when kinds.HasFlag(ItemsKinds.Object) && IsEmpty(reader):
                // Some servers write an empty object as an empty list.
                ItemsKind = JsonTokenType.StartObject;
                ReadOnlyItem(ref reader, node.Each ?? node);
                break;
            case JsonTokenType.StartObject when node.Members.Length > 0:
                // No answer; what it says of itself is noted all the same.
                ReadObject(ref reader, node);
                break;
            case JsonTokenType.StartArray or JsonTokenType.StartObject:
                PassContent(ref reader);
                break;
            default:
                ItemsText = Captured(ref reader);
                break;
        }
    }

    // An object without members is a source's way to say "nothing", as an empty list is; but not where it is the whole answer, and not where
    // the definition names members of which there is always one.
    private void ReadOnlyItem(ref Utf8JsonReader reader, AnswerNode item)
    {
        if (IsEmpty(reader))
        {
            WrongKinds += item.HasOneOf != 0 || reader.CurrentDepth == 0 ? 1 : 0;
            reader.Read();
        }
        else if (item.Members.Length > 0)
        {
            Items = 1;
            ReadObject(ref reader, item);
            for (var i = 0; i < _found.Length; i++)
            {
                NoteSeen(i, 0);
            }
        }
        else
        {
            Items = 1;
            WrongKinds += item.LeadsToRelations ? 1 : 0;
            _values?.SetCount(_into, 1);
            PassContent(ref reader);
        }
    }

    // A list or object at whose beginning the reader stands.
    private static bool IsEmpty(Utf8JsonReader ahead) => ahead.Read() && ahead.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;

    private void ReadObject(ref Utf8JsonReader reader, AnswerNode node)
    {
        var members = node.Members;
        var wrongBefore = WrongKinds;
        var (seen, count) = (0UL, 0);
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndObject; count++)
        {
            var at = Find(ref reader, members);
            if (at < 0)
            {
                Pass(ref reader);
                continue;
            }

            if (members[at].Once)
            {
                Twice ??= (seen & (1UL << at)) != 0 ? members[at].Text : null;
                seen |= 1UL << at;
            }

            reader.Read();
            ReadValue(ref reader, members[at].Node, members[at].Needed, members[at].Text);
        }

        _values?.SetCount(_into, count);
        CountMissing(node, seen, wrongBefore);
    }

    private void CountMissing(AnswerNode node, ulong seen, int wrongBefore)
    {
        var members = node.Members;
        for (var i = 0; i < members.Length; i++)
        {
            WrongKinds += members[i].Needed && (seen & (1UL << i)) == 0 ? 1 : 0;
        }

        WrongKinds += node.HasOneOf != 0 && (seen & node.HasOneOf) == 0 && WrongKinds == wrongBefore ? 1 : 0;
    }

    // A list in the place of one text stands for its texts, as it does where answers are picked.
    private void ReadTexts(ref Utf8JsonReader reader, AnswerNode node, bool needed)
    {
        if (_into != AnswerValues.None)
        {
            var ahead = reader;
            _values!.AddContent(ref ahead, _into);
        }

        for (var depth = reader.CurrentDepth; reader.Read() && !(reader.TokenType == JsonTokenType.EndArray && reader.CurrentDepth == depth);)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.String:
                    TakeText(ref reader, node);
                    break;
                case JsonTokenType.StartArray or JsonTokenType.EndArray:
                    break;
                default:
                    WrongKinds += reader.TokenType == JsonTokenType.Null && !needed ? 0 : 1;
                    reader.Skip();
                    break;
            }
        }
    }

    // Some servers write an empty object as an empty list; any other list in the place of an object is wrong.
    private void ReadUnexpectedArray(ref Utf8JsonReader reader, AnswerNode node)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray && node.Members.Length > 0)
        {
            CountMissing(node, seen: 0, WrongKinds);
            return;
        }

        WrongKinds += node.LeadsToRelations ? 1 : 0;
        var count = 0;
        for (; reader.TokenType != JsonTokenType.EndArray; reader.Read())
        {
            Pass(ref reader);
            count++;
        }

        _values?.SetCount(_into, count);
    }

    // What no path leads to, at its beginning or at its name.
    private readonly void Pass(ref Utf8JsonReader reader)
    {
        if (_keepsAll)
        {
            _values!.AddWhole(ref reader, _into);
        }
        else
        {
            reader.Skip();
        }
    }

    // The same of what is in a list or object, at whose beginning the reader stands.
    private readonly void PassContent(ref Utf8JsonReader reader)
    {
        if (_keepsAll)
        {
            _values!.AddContent(ref reader, _into);
        }
        else
        {
            reader.Skip();
        }
    }

    private static int Find(ref Utf8JsonReader reader, ReadOnlySpan<AnswerEdge> members)
    {
        // ValueTextEquals alone would do, with more checks a name; nearly no name is escaped, and this is asked for every member of every item.
        var isEscaped = reader.ValueIsEscaped;
        var name = reader.ValueSpan;
        for (var i = 0; i < members.Length; i++)
        {
            if (isEscaped ? IsEscapedName(ref reader, members[i].Name) : name.SequenceEqual(members[i].Name))
            {
                return i;
            }
        }

        return -1;
    }

    // A name with half of a surrogate pair is none that a definition could have.
    private static bool IsEscapedName(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        try
        {
            return reader.ValueTextEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private void ReadArray(ref Utf8JsonReader reader, AnswerNode node)
    {
        var number = 0;
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; number++)
        {
            if (node.IsItems)
            {
                Items++;
            }

            if (node.IsItems && Items > _remaining)
            {
                ReadUnwanted(ref reader, node);
            }
            else if (node.IsItems && _plan.SeenSlots.Count > 0)
            {
                ReadSeenItem(ref reader, node);
            }
            else if (node.Each is not null)
            {
                ReadValue(ref reader, node.Each, node.EachNeeded);
            }
            else
            {
                ReadIndexed(ref reader, node, number);
            }
        }

        _values?.SetCount(_into, number);
    }

    // An item beyond the limit: what is said of the whole answer may look at it, but no fault of it counts.
    private void ReadUnwanted(ref Utf8JsonReader reader, AnswerNode items)
    {
        if (_values is null || !_plan.IsPicked || items.Each is not { } item)
        {
            Pass(ref reader);
            return;
        }

        var (wrongKinds, twice) = (WrongKinds, Twice);
        ReadValue(ref reader, item, needed: false);
        (WrongKinds, Twice) = (wrongKinds, twice);
    }

    // One that says when its relations were seen, before or behind them.
    private void ReadSeenItem(ref Utf8JsonReader reader, AnswerNode node)
    {
        _captures.AsSpan(_plan.FirstItemSlot).Clear();
        Span<int> before = stackalloc int[_found.Length];
        for (var i = 0; i < _found.Length; i++)
        {
            before[i] = _found[i]?.Count ?? 0;
        }

        ReadValue(ref reader, node.Each!, node.EachNeeded);
        for (var i = 0; i < _found.Length; i++)
        {
            NoteSeen(i, before[i]);
        }
    }

    private readonly void NoteSeen(int relation, int from)
    {
        if (_plan.SeenSlots.Count == 0 || _found[relation] is not { } found || found.Count == from)
        {
            return;
        }

        var (first, last) = _plan.SeenSlots[relation];
        var seen = new Seen(Seconds(this[first]), Seconds(this[last]));
        foreach (ref var one in CollectionsMarshal.AsSpan(found)[from..])
        {
            one = one with { Seen = seen };
        }
    }

    // Nearly all are numbers: those are read where they stand.
    private readonly long Seconds(Capture time) =>
        time.Kind == JsonTokenType.Number && Utf8Parser.TryParse(_body.Slice(time.Start, time.Length), out long number, out var used) && used == time.Length
            ? TimeText.FromEpoch(number)
            : TimeText.Seconds(time.Text(_body));

    private void ReadIndexed(ref Utf8JsonReader reader, AnswerNode node, int number)
    {
        foreach (var (wanted, needed, item) in node.Indexes)
        {
            if (wanted == number)
            {
                ReadValue(ref reader, item, needed);
                return;
            }
        }

        // A list where the definition reads members: only an empty one is taken for an empty object.
        WrongKinds += node.Indexes.Length == 0 && node.LeadsToRelations ? 1 : 0;
        Pass(ref reader);
    }

    private void TakeText(ref Utf8JsonReader reader, AnswerNode node)
    {
        Texts++;
        foreach (var number in node.Relations)
        {
            var relation = _plan.Operation.Relations[number];
            if (relation.Split is null && reader.ValueSpan.Length > MostValueBytes)
            {
                Drop(Encoding.UTF8.GetString(reader.ValueSpan[..MostValueBytes]), relation, TooLong);
                continue;
            }

            var text = Captured(ref reader).Text(_body) ?? "";
            if (relation.Split is not { } separator)
            {
                Take(number, relation, text);
                continue;
            }

            foreach (var part in text.AsSpan().Split(separator))
            {
                var value = text.AsSpan()[part].Trim();
                if (value.Length > MostValueBytes)
                {
                    Drop(value[..MostValueBytes].ToString(), relation, TooLong);
                }
                else if (!value.IsEmpty)
                {
                    Take(number, relation, value.ToString());
                }
            }
        }
    }

    private void Take(int number, RelationDefinition relation, string text)
    {
        if (IocParser.TryParse(relation.Yields, text, out var ioc, out var reason))
        {
            if (ioc == _asked)
            {
                return;
            }

            (_found[number] ??= new(Math.Min(_remaining, 16))).Add(new(relation.Label, ioc));
            return;
        }

        Drop(text, relation, reason);
        if (ThrottledText is null && ErrorText.IsThrottled(text, _plan.Operation.Errors))
        {
            ThrottledText = text;
        }
    }

    private void Drop(string text, RelationDefinition relation, string reason) => (Dropped ??= new(_plan.Secrets)).Add(text, relation.Label, reason);

    private static Capture Captured(ref Utf8JsonReader reader) =>
        new(reader.TokenType, (int)reader.TokenStartIndex + (reader.TokenType == JsonTokenType.String ? 1 : 0), reader.ValueSpan.Length);
}
