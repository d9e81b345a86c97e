using IocExplorer.Messages;

namespace IocExplorer.Persistence.Sqlite;

/// <summary>A query in somebody's hands, and where it goes back to.</summary>
internal sealed record HeldQuery(Epoch Epoch, Line Line, long Turn);
