namespace IocExplorer.Coordinator.Supervising;

/// <summary>A hunt as its store has told it, and whether it is being asked. Pure state.</summary>
internal sealed class LoadedHunt
{
    private bool _isLoading;
    private bool _isOutdated;

    /// <summary>Null: it was not loaded yet, or <see cref="IsUnknown"/>.</summary>
    public RunnableHunt? Hunt { get; private set; }

    /// <summary>The store knows no such hunt.</summary>
    public bool IsUnknown { get; private set; }

    /// <summary>What its trees go by; null while it cannot be prepared, or a retry has changed it.</summary>
    public HuntPlan? Plan => Hunt?.Plan;

    /// <returns>False when a call is under way.</returns>
    public bool Begin()
    {
        var isFirst = !_isLoading;
        _isLoading = true;
        return isFirst;
    }

    /// <summary>The store tells something else from now on: a call that is under way may have read what stood before, and is to be made again.</summary>
    public void Outdate() => _isOutdated = _isLoading;

    /// <summary>The call has ended.</summary>
    /// <returns>False when what it brought is outdated.</returns>
    public bool End()
    {
        var isCurrent = !_isOutdated;
        (_isLoading, _isOutdated) = (false, false);
        return isCurrent;
    }

    public void Take(RunnableHunt? hunt) => (Hunt, IsUnknown) = (hunt, hunt is null);

    /// <summary>Trees were sent back: what they accept is to be loaded anew.</summary>
    public void BeginRound() => Hunt = Hunt! with { Plan = null, Before = null };

    /// <summary>What is told of a tree before a retry says nothing of the tree as it is explored now.</summary>
    /// <param name="round">Since when failures counted for it, as its plan said.</param>
    public bool IsOfAnotherRound(DateTimeOffset round) => Plan?.Freshness.FailuresSince != round;
}
