namespace IocExplorer.Analysis.Records;

/// <summary>Bytes that are no tree record, or are one no longer: cut short or changed. The record has to be made again; nothing of it can be used.</summary>
public sealed class DamagedTreeRecordException(string message) : Exception(message);
