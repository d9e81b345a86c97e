namespace IocExplorer.Coordinator.Brokering;

/// <summary>The answer to a tree's query.</summary>
/// <param name="Number">As the tree numbered it.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Origin">What it cost.</param>
internal readonly record struct TreeAnswer(int Number, Answer Answer, DateTimeOffset At, AnswerOrigin Origin);
