namespace IocExplorer.Coordinator.Hunts;

/// <summary>Where the answers of trees came from; together they are all answers and all refusals to answer.</summary>
/// <param name="FromLedger">Stood in the ledger when it was asked.</param>
/// <param name="Fresh">A source was waited for.</param>
/// <param name="Shared">Another tree was waiting for the same query already.</param>
public readonly record struct AnswerOrigins(long FromLedger, long Fresh, long Shared)
{
    public static AnswerOrigins operator +(AnswerOrigins left, AnswerOrigins right) => Add(left, right);

    public static AnswerOrigins Add(AnswerOrigins left, AnswerOrigins right) =>
        new(left.FromLedger + right.FromLedger, left.Fresh + right.Fresh, left.Shared + right.Shared);
}
