namespace IocExplorer.Workers.Asking;

/// <summary>What the <see cref="AnswerWriter"/> has taken and not yet written. It outlives the writer's crashes.</summary>
internal sealed class WriterBacklog
{
    /// <summary>Gathered while a batch is written.</summary>
    public List<AnswerWriter.Write> Waiting { get; set; } = [];

    /// <summary>On its way into the ledger; null when none is.</summary>
    public List<AnswerWriter.Write>? Batch { get; set; }
}
