using IocExplorer.Persistence;

namespace IocExplorer.Workers.Lanes;

/// <summary>What the <see cref="AnswerWriter"/> has taken and not yet written. It outlives the writer's crashes.</summary>
internal sealed class WriterBacklog
{
    public List<AnswerToClaim> Answers { get; } = [];

    public List<Claim> HandedBack { get; } = [];

    /// <summary>Who is to be told when the ledger has all of it.</summary>
    public List<Action> Done { get; } = [];
}
