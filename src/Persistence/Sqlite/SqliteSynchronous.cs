namespace IocExplorer.Persistence.Sqlite;

/// <summary>What a call that has returned survives.</summary>
public enum SqliteSynchronous
{
    /// <summary>The death of the process and the loss of power: each group of calls waits for the disk.</summary>
    Full = 1,

    /// <summary>
    /// The death of the process, but not the loss of power or a crash of the operating system: the calls of the last seconds may then be undone (as
    /// whole calls, in order; the file is never damaged), so that some answers are asked for again. Worth it only on slow disks.
    /// </summary>
    Normal = 2,
}
