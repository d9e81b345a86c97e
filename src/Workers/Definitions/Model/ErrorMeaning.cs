namespace IocExplorer.Workers.Definitions.Model;

/// <summary>What a source's own error code means for us.</summary>
public enum ErrorMeaning
{
    /// <summary>Ask later.</summary>
    Throttled = 1,

    /// <summary>The key is out for good.</summary>
    KeyRefused = 2,

    /// <summary>This key may not do this operation.</summary>
    OperationRefused = 3,

    /// <summary>Asking the same again makes no sense.</summary>
    Failed = 4,

    /// <summary>The source has trouble that may pass.</summary>
    FailedForNow = 5,

    /// <summary>No trouble: the source knows of nothing, as with HTTP 404.</summary>
    Empty = 6,
}
