namespace IocExplorer.Messages.Service.Seeds;

/// <summary>A line of a seed file that was left out, or the first of several of one kind, which the reason counts.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record BadSeedLine(int Line, string Reason);
