namespace IocExplorer.Analysis.Records;

/// <summary>The hunts of a ledger file or of a service, to be read.</summary>
public interface IHuntRecords
{
    /// <summary>One hunt; null when there is none of that id.</summary>
    Task<HuntRecord?> FindAsync(long id, CancellationToken cancellation);

    /// <summary>The trees of a hunt that are written, by number, one after the other: a hunt may be larger than memory.</summary>
    IAsyncEnumerable<TreeRecord> ReadTreesAsync(long id, CancellationToken cancellation);

    /// <summary>One tree, by the place of its seed from 1; null when it is not written.</summary>
    Task<TreeRecord?> FindTreeAsync(long id, int number, CancellationToken cancellation);
}
