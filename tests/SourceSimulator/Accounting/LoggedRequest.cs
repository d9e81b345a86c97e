namespace IocExplorer.SourceSimulator.Accounting;

/// <summary>One request, as the request log keeps it in order of arrival.</summary>
/// <param name="Operation">The operation's configuration name.</param>
/// <param name="Value">The IOC.</param>
/// <param name="Key">Source and key, for example <c>VirusTotal:abc</c>.</param>
/// <param name="Seconds">Since the start of the simulator, or its last reset.</param>
/// <param name="Outcome">How it ended; null while it is in work.</param>
public sealed record LoggedRequest(string Operation, string Value, string Key, double Seconds, Outcome? Outcome);
