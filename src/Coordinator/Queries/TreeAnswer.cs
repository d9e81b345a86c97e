using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Queries;

/// <summary>The answer to a tree's query.</summary>
/// <param name="Number">As the tree numbered it.</param>
internal readonly record struct TreeAnswer(int Number, Answer Answer, AnswerOrigin Origin);
