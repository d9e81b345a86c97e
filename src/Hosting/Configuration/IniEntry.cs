namespace IocExplorer.Hosting.Configuration;

/// <summary>One option of an ini file.</summary>
/// <param name="Line">Counted from 1.</param>
public sealed record IniEntry(string Section, string Key, string Value, int Line);
