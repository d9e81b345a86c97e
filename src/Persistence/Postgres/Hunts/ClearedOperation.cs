using IocExplorer.Messages;

namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>An operation of a hunt, and the level up to which its source may hear of IOCs in it.</summary>
public sealed record ClearedOperation(OperationId Id, SharingLevel ClearedFor);
