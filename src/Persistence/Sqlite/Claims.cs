using System.Diagnostics.CodeAnalysis;
using IocExplorer.Messages;

namespace IocExplorer.Persistence.Sqlite;

/// <summary>
/// Who has what. Kept in memory only: claims die with the process, and the next one counts in a higher generation, so that none of them is ever
/// current again.
/// </summary>
/// <param name="generation">Of this opening of the file; there is room for 8 million.</param>
internal sealed class Claims(long generation)
{
    /// <summary>Lower bits of an epoch: claims of one generation, a million million.</summary>
    private const int CountBits = 40;

    private readonly Dictionary<long, HeldQuery> _held = [];
    private long _newest = generation << CountBits;

    public bool Has(long query) => _held.ContainsKey(query);

    public Epoch Take(long query, Line line, long turn)
    {
        var epoch = new Epoch(++_newest);
        _held.Add(query, new(epoch, line, turn));
        return epoch;
    }

    /// <summary>Ends the claim, if it is the query's newest.</summary>
    public bool TryEnd(Claim claim, [NotNullWhen(true)] out HeldQuery? held) =>
        _held.TryGetValue(claim.Id.Value, out held) && held.Epoch == claim.Epoch && _held.Remove(claim.Id.Value);

    /// <summary>Takes back the end of a claim whose answer could not be written.</summary>
    public void Restore(long query, HeldQuery held) => _held.Add(query, held);
}
