using System.Runtime.CompilerServices;
using IocExplorer.Analysis.Records;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>Records of a hunt that is deleted when its trees were read once.</summary>
internal sealed class DeletedHuntRecords(IHuntRecords records, Func<Task> delete) : IHuntRecords
{
    private bool _isDeleted;

    public Task<HuntRecord?> FindAsync(long id, CancellationToken cancellation) => records.FindAsync(id, cancellation);

    public Task<TreeRecord?> FindTreeAsync(long id, int number, CancellationToken cancellation) => records.FindTreeAsync(id, number, cancellation);

    public IAsyncEnumerable<TreeRecord> ReadTreesAsync(long id, CancellationToken cancellation) => ReadAsync(id, cancellation);

    private async IAsyncEnumerable<TreeRecord> ReadAsync(long id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var tree in records.ReadTreesAsync(id, cancellation))
        {
            yield return tree;
        }

        if (!_isDeleted)
        {
            _isDeleted = true;
            await delete();
        }
    }
}
