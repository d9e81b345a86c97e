using System.Buffers.Text;
using System.Text.Json;

namespace IocExplorer.Workers.Definitions.Paths;

/// <summary>A value of an answer; the default is one that is not there.</summary>
internal readonly struct AnswerValue(AnswerValues? values, int at)
{
    public JsonValueKind ValueKind => values is null ? JsonValueKind.Undefined : JsonText.KindOf(values.KindOf(at));

    /// <summary>How many items or members it has in the answer; 0 for what is neither list nor object.</summary>
    public int Count => values?.CountOf(at) ?? 0;

    /// <summary>As a member: its name.</summary>
    /// <exception cref="InvalidOperationException">It is no text: half of a surrogate pair.</exception>
    public string Name => values!.NameOf(at);

    /// <summary>The items of a list, or the values of an object's members, of which somebody was to look at.</summary>
    public IEnumerable<AnswerValue> Content
    {
        get
        {
            for (var next = values?.FirstIn(at) ?? AnswerValues.None; next != AnswerValues.None; next = values!.Behind(next))
            {
                yield return new(values, next);
            }
        }
    }

    /// <summary>As it is written: a text without its quotes. Not for lists and objects.</summary>
    public ReadOnlySpan<byte> Written => values is null ? [] : values.Written(at);

    /// <summary>Of two of the same name the last. A name that is no text is that of no member.</summary>
    /// <returns>False as well for what is no object.</returns>
    public bool TryGetMember(string name, out AnswerValue value)
    {
        value = default;
        if (ValueKind == JsonValueKind.Object)
        {
            for (var next = values!.FirstIn(at); next != AnswerValues.None; next = values.Behind(next))
            {
                value = IsCalled(next, name) ? new(values, next) : value;
            }
        }

        return value.ValueKind != JsonValueKind.Undefined;
    }

    public bool TryGetInt64(out long number) =>
        Utf8Parser.TryParse(Written, out number, out var used) && used == Written.Length;

    private bool IsCalled(int member, string name)
    {
        try
        {
            return values!.NameOf(member) == name;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
