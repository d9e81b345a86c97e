namespace IocExplorer.Coordinator.Results;

/// <summary>The folder for the results cannot be made or used. The message names it and says what to do.</summary>
public sealed class ResultFolderException(string message, Exception cause) : Exception(message, cause);
