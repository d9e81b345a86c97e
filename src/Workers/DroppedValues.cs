namespace IocExplorer.Workers;

/// <summary>The values of an answer that are no IOC of the type expected: counted all, and the first different ones kept.</summary>
/// <param name="secrets">API keys, to be kept out of what is kept.</param>
internal sealed class DroppedValues(IReadOnlyList<string> secrets)
{
    // A source may send the same by the hundred thousand; more are only counted.
    private const int MostLookedAt = 1000;

    private readonly List<DroppedValue> _kept = [];

    public int Count { get; private set; }

    public IReadOnlyList<DroppedValue> Kept => _kept;

    public void Add(string text, string relation, string reason)
    {
        Count++;
        if (_kept.Count == DroppedValue.MostOfAnswer || Count > MostLookedAt)
        {
            return;
        }

        foreach (var secret in secrets)
        {
            text = text.Replace(secret, "(key)", StringComparison.OrdinalIgnoreCase);
        }

        var line = DisplayText.Sanitize(text, DroppedValue.LongestText, Unprintable.Blank);
        var value = new DroppedValue(DisplayText.Shorten(line, DroppedValue.LongestText), relation, reason);
        if (!_kept.Contains(value))
        {
            _kept.Add(value);
        }
    }
}
