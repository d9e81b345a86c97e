using IocExplorer.Persistence;

namespace IocExplorer.Workers.Lanes;

/// <summary>What a <see cref="SourceWorker"/> is told. A value, because one is sent for each query.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="Asked">For <see cref="WorkerMessageKind.Claimed"/>: how many claims were asked for.</param>
/// <param name="Claims">For <see cref="WorkerMessageKind.Claimed"/>.</param>
/// <param name="Term">For <see cref="WorkerMessageKind.Claimed"/>: the desk's term when the claim was asked for.</param>
/// <param name="Trouble">For <see cref="WorkerMessageKind.Failed"/>.</param>
internal readonly record struct WorkerMessage(
    WorkerMessageKind Kind, int Asked = 0, IReadOnlyList<Claim>? Claims = null, int Term = 0, Exception? Trouble = null);
