namespace IocExplorer.Workers.Definitions;

/// <summary>A value that an answer must hold.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="AnyOf">The text of the number, string or boolean is one of these: <c>200</c> is met by <c>200</c> and by <c>"200"</c>.</param>
public sealed record AnswerRequirement(AnswerPath At, IReadOnlyList<string> AnyOf);
