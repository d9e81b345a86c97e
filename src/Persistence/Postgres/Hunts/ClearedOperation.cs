namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>An operation of a hunt, and the highest sharing level of IOCs that may be sent to its source.</summary>
public sealed record ClearedOperation(OperationId Id, SharingLevel ClearedFor);
