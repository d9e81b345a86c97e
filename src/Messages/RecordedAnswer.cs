namespace IocExplorer.Messages;

/// <summary>An answer as it stands in the ledger.</summary>
/// <param name="Answer">What came of the query.</param>
/// <param name="At">When it was recorded, by the ledger's clock, in whole milliseconds.</param>
public readonly record struct RecordedAnswer(Answer Answer, DateTimeOffset At)
{
    /// <summary>Whether it is young enough: facts and failures are measured apart.</summary>
    public bool Satisfies(Freshness freshness) => At >= (Answer.IsAnswered ? freshness.FactsSince : freshness.FailuresSince);
}
