namespace IocExplorer.Hosting;

/// <summary>A node that cannot begin, and trying again does not help. The message says what is wrong and what to do.</summary>
public sealed class NodeStartException(string message, Exception? cause = null) : Exception(message, cause);
