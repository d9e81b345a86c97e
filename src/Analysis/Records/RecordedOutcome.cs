namespace IocExplorer.Analysis.Records;

/// <summary>What came of one operation on one node. The numbers are in stored records.</summary>
public enum RecordedOutcome
{
    /// <summary>The source knows something of the IOC.</summary>
    Found = 1,

    /// <summary>The source has no data.</summary>
    Empty = 2,

    /// <summary>The source did not answer.</summary>
    NotAnswered = 3,

    /// <summary>Not asked: the IOC is reserved or the user's own, and the source is external.</summary>
    NotSent = 4,

    /// <summary>Not asked: the source is not cleared for the seed's sharing level.</summary>
    NotCleared = 5,
}
