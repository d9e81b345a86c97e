namespace IocExplorer.Hosting.Configuration;

/// <summary>The least important event that is logged.</summary>
public enum LogDetail
{
    /// <summary>Every query.</summary>
    Debug = 1,

    /// <summary>Events of a whole hunt, not of its queries.</summary>
    Information = 2,

    /// <summary>Warnings and errors only.</summary>
    Warning = 3,
}
