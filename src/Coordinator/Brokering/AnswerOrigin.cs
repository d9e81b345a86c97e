namespace IocExplorer.Coordinator.Brokering;

/// <summary>What an answer cost.</summary>
internal enum AnswerOrigin
{
    /// <summary>It stood in the ledger when it was asked: nothing.</summary>
    Ledger = 1,

    /// <summary>A source was waited for.</summary>
    Fresh = 2,

    /// <summary>Another tree was waiting for it already: nothing more.</summary>
    Shared = 3,
}
