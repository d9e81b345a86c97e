using System.Collections.Immutable;

namespace IocExplorer.Messages;

/// <summary>
/// How many requests an API key may send in each <see cref="QuotaWindow"/>, or may still send; null where there is no limit. Compared by value.
/// </summary>
public sealed record QuotaLimits
{
    private readonly ImmutableArray<int?> _counts;

    /// <summary>In the windows that most sources have. 0 is no limit.</summary>
    public QuotaLimits(int perMinute, int perDay, int perMonth)
        : this(Unlimited.WithLimit(QuotaWindow.Minute, perMinute).WithLimit(QuotaWindow.Day, perDay).WithLimit(QuotaWindow.Month, perMonth)._counts)
    {
    }

    private QuotaLimits(ImmutableArray<int?> counts) => _counts = counts;

    public static QuotaLimits Unlimited { get; } = Of(_ => null);

    public bool IsUnlimited => _counts.All(count => count is null);

    /// <summary>Where there is a limit, from the shortest window to the longest.</summary>
    public IEnumerable<(QuotaWindow Window, int Count)> Counts =>
        QuotaWindow.All.Where(window => this[window] is not null).Select(window => (window, this[window]!.Value));

    public int? this[QuotaWindow window] => _counts[QuotaWindow.All.IndexOf(window)];

    public static QuotaLimits Of(Func<QuotaWindow, int?> count) => new([.. QuotaWindow.All.Select(count)]);

    /// <summary>What several have together: no limit as soon as one has none.</summary>
    public static QuotaLimits Sum(IReadOnlyCollection<QuotaLimits> parts) => Of(window => parts.Aggregate((int?)0, (sum, part) => sum + part[window]));

    /// <summary>The lowest limit of each window.</summary>
    public static QuotaLimits Lowest(IReadOnlyCollection<QuotaLimits> limits) => Of(window => limits.Min(each => each[window]));

    public QuotaLimits With(QuotaWindow window, int? count) => new(_counts.SetItem(QuotaWindow.All.IndexOf(window), count));

    /// <param name="limit">As it is configured: 0 is no limit.</param>
    public QuotaLimits WithLimit(QuotaWindow window, int limit) => With(window, limit == 0 ? null : limit);

    /// <summary>What is left when so much was spent: not less than 0.</summary>
    public QuotaLimits Less(QuotaWindow window, long spent) => With(window, this[window] is { } limit ? (int)Math.Max(0, limit - spent) : null);

    public bool Equals(QuotaLimits? other) => other is not null && _counts.AsSpan().SequenceEqual(other._counts.AsSpan());

    public override int GetHashCode() => _counts.Aggregate(0, HashCode.Combine);

    public override string ToString() => IsUnlimited ? "unlimited" : string.Join(", ", Counts.Select(count => $"{count.Count} {count.Window.Each}"));
}
