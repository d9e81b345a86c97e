namespace IocExplorer.Analysis.Records;

/// <summary>Whether a node of a tree was asked about at its place, and if not, why. The numbers are in stored records.</summary>
public enum NodeExpansion
{
    /// <summary>It was asked about; its children follow from the answers.</summary>
    Expanded = 1,

    /// <summary>It stands in the tree at an earlier place, and is expanded there.</summary>
    Repeated = 2,

    /// <summary>It is at the depth limit.</summary>
    DepthLimit = 3,

    /// <summary>Left alone as noise: a tag of a parked class, or too many relations.</summary>
    Parked = 4,

    /// <summary>Private, reserved or the user's own: it was not sent to external sources.</summary>
    Internal = 5,

    /// <summary>A URL, where URLs are shown only.</summary>
    ShownOnly = 6,

    /// <summary>No operation of the hunt takes its type.</summary>
    NoOperation = 7,
}
