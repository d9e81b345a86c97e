namespace IocExplorer.Workers.Definitions.Answers;

/// <summary>A requirement with the slot in which the walk notes what stands there.</summary>
internal sealed class PlannedRequirement(AnswerRequirement requirement, int slot)
{
    private readonly (string Text, byte[] Utf8)[] _anyOf = [.. requirement.AnyOf.Select(t => (t, Encoding.UTF8.GetBytes(t)))];

    public int Slot => slot;

    public string Path => requirement.At.Text;

    public bool MayBeMissing => requirement.MayBeMissing;

    public bool IsMetBy(Capture capture, ReadOnlySpan<byte> body)
    {
        if (_anyOf.Length == 0)
        {
            return capture.IsThere && capture.Kind != JsonTokenType.False && capture is not { Kind: JsonTokenType.String, Length: 0 };
        }

        var whole = requirement.AsPart ? capture.Text(body) : null;
        foreach (var (text, utf8) in _anyOf)
        {
            if (requirement.AsPart ? whole?.Contains(text, StringComparison.OrdinalIgnoreCase) == true : capture.Is(body, text, utf8))
            {
                return true;
            }
        }

        return false;
    }
}
