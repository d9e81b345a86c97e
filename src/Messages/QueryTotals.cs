using System.Text.Json.Serialization;

namespace IocExplorer.Messages;

/// <summary>Queries of trees, and where their answers came from. A query that two trees need counts in both.</summary>
/// <param name="Asked">Needed by the trees.</param>
/// <param name="Found">Answered with relations.</param>
/// <param name="Empty">Answered: the source has no data.</param>
/// <param name="NotAnswered">Not answered: says nothing about the IOC.</param>
/// <param name="FromLedger">Answers that stood in the ledger before they were asked for.</param>
/// <param name="Shared">Answers that another tree was waiting for already.</param>
[method: JsonConstructor]
public readonly record struct QueryTotals(long Asked, long Found, long Empty, long NotAnswered, long FromLedger, long Shared)
{
    public static QueryTotals None => default;

    /// <summary>Asked and still open.</summary>
    public long Waiting => Asked - Found - Empty - NotAnswered;

    public static QueryTotals operator +(QueryTotals left, QueryTotals right) => Add(left, right);

    public static QueryTotals Add(QueryTotals left, QueryTotals right) => new(
        left.Asked + right.Asked,
        left.Found + right.Found,
        left.Empty + right.Empty,
        left.NotAnswered + right.NotAnswered,
        left.FromLedger + right.FromLedger,
        left.Shared + right.Shared);
}
