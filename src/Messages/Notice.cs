namespace IocExplorer.Messages;

/// <summary>One clear line for the user: what happened, to what, and what to do. Never holds a key.</summary>
/// <param name="IsError">Shown even with <c>--quiet</c>.</param>
/// <param name="Text">One line.</param>
public sealed record Notice(bool IsError, string Text);
