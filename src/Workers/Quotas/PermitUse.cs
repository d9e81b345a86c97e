namespace IocExplorer.Workers.Quotas;

/// <summary>What became of a permit.</summary>
internal enum PermitUse
{
    /// <summary>Nothing was sent: it is given back.</summary>
    NotSent = 1,

    Sent = 2,

    /// <summary>A request was sent and brought an answer: the source is willing.</summary>
    Answered = 3,
}
