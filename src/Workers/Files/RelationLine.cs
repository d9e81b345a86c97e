namespace IocExplorer.Workers.Files;

/// <summary>One relation as a user wrote it down, or as a file of intelligence has it.</summary>
internal readonly record struct RelationLine(Ioc From, string Label, Ioc To, Seen Seen = default);
