using System.Runtime.InteropServices;

namespace IocExplorer.Persistence.Sqlite;

/// <summary>What the transaction under way will have done to memory when it is committed.</summary>
internal sealed class LedgerChanges
{
    private readonly Dictionary<(int Operation, long Hunt), int> _opened = [];

    public IReadOnlyDictionary<(int Operation, long Hunt), int> Opened => _opened;

    public List<QueryToAsk> Inserted { get; } = [];

    /// <summary>Claims that end with an answer; they have left the list of claims already, so that none is answered twice.</summary>
    public List<(long Query, HeldQuery Held)> Closed { get; } = [];

    public List<Claim> Released { get; } = [];

    public List<(int Operation, string Source)> Registered { get; } = [];

    public List<QueryState> Answered { get; } = [];

    public void Open(int operation, long hunt) => CollectionsMarshal.GetValueRefOrAddDefault(_opened, (operation, hunt), out _)++;

    public void Clear()
    {
        _opened.Clear();
        Inserted.Clear();
        Closed.Clear();
        Released.Clear();
        Registered.Clear();
        Answered.Clear();
    }
}
