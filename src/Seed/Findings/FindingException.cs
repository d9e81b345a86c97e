namespace IocExplorer.Seed.Findings;

/// <summary>A question about a hunt has no answer. The message says why, and what to do.</summary>
internal sealed class FindingException(string message, Exception? cause = null) : Exception(message, cause);
