namespace IocExplorer.Analysis.Keys;

/// <summary>Finds the trees of a hunt that have an IOC, without reading them. A store keeps <see cref="TreeKeys"/> beside each record, and looks through
/// these.</summary>
public interface ITreeIndex
{
    /// <summary>
    /// The trees that have an IOC, those first in which it is nearest to the seed. None is left out; one that does not have it may be among them, very seldom.
    /// </summary>
    /// <param name="hunt">Without a hunt of that id: none.</param>
    ValueTask<IReadOnlyList<TreePlace>> FindAsync(long hunt, Ioc ioc, CancellationToken cancellation);

    /// <summary>The keys of the written trees of all hunts, the newest hunt first, and of each the last tree first.</summary>
    IAsyncEnumerable<KeptKeys> ReadAllAsync(CancellationToken cancellation);
}
