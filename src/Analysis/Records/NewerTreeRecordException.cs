namespace IocExplorer.Analysis.Records;

/// <summary>A tree record in a form of a later version of the program. It is whole; this version cannot read it.</summary>
public sealed class NewerTreeRecordException(int version)
    : Exception($"The tree record has form {version}; this program reads forms up to {TreeRecordBytes.Version}."
        + " A newer ioc-explorer wrote it: use that one to read it.");
