namespace IocExplorer.Workers.Definitions.Model;

/// <summary>What a source's own error code means for us.</summary>
public enum ErrorMeaning
{
    /// <summary>Ask later.</summary>
    Throttled = 1,

    /// <summary>The key is out for good.</summary>
    KeyRefused = 2,

    OperationRefused = 3,

    /// <summary>Asking the same again makes no sense.</summary>
    Failed = 4,

    FailedForNow = 5,

    /// <summary>No error: the source has no data, as with HTTP 404.</summary>
    Empty = 6,
}
