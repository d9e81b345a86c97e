namespace IocExplorer.Hosting.Configuration;

/// <summary>The least important event that is logged.</summary>
public enum LogDetail
{
    /// <summary>Every query.</summary>
    Debug = 1,

    /// <summary>What an operator wants to read of a whole hunt.</summary>
    Information = 2,

    /// <summary>Trouble only.</summary>
    Warning = 3,
}
