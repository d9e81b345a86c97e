namespace IocExplorer.Fuzzing.Kinds;

/// <summary>The files about lists that users and MISP write.</summary>
internal enum TagListForm
{
    /// <summary>MISP's, in JSON.</summary>
    WarningList,

    /// <summary>What lists mean.</summary>
    Classes,

    /// <summary>Names by popularity.</summary>
    Ranks,

    /// <summary>Where names are registered.</summary>
    Suffixes,

    /// <summary>A user's own, a value a line.</summary>
    Text,
}
