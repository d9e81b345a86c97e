namespace IocExplorer.Hosting.Configuration;

/// <summary>Who reads the configuration. All read the same file; they differ in what they need of it.</summary>
public enum ProgramKind
{
    /// <summary>The seed console: its ledger is a file, it listens nowhere.</summary>
    Console = 1,

    /// <summary>A node that asks sources.</summary>
    Worker = 2,

    /// <summary>A node that grows trees and serves the HTTP API.</summary>
    Coordinator = 3,
}
