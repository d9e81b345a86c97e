using IocExplorer.Coordinator.Trees;

namespace IocExplorer.Coordinator.Results;

/// <summary>
/// A format that trees are written in. One that is registered in <see cref="TreeFormats"/> is written by every run and kept by the service, in its archives and
/// at its addresses. Stateless; any thread.
/// </summary>
internal interface ITreeWriter
{
    /// <summary>The ending of its files without the dot, in lower case: <c>json</c>. It stands in addresses and in the database, and never changes.</summary>
    string Format { get; }

    /// <summary>What a person calls it: <c>JSON</c>.</summary>
    string Title { get; }

    /// <summary>The content type of its files.</summary>
    string MediaType { get; }

    /// <param name="plain">Leaves out what the original's trees do not have.</param>
    /// <param name="stream">Stays open.</param>
    void Write(ExplorationTree tree, bool plain, Stream stream);
}
