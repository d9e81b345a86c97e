namespace IocExplorer.Persistence;

/// <summary>What every store refuses to record.</summary>
internal static class AnswersToRecord
{
    /// <exception cref="ArgumentException">An answer is found, but has neither relations nor tags, and no more than that.</exception>
    public static void Validate(IReadOnlyList<AnswerToRecord> answers)
    {
        foreach (var (_, answer) in answers)
        {
            if (answer is Answer.Found { HoldsNothing: true })
            {
                throw new ArgumentException("An answer without relations and tags is empty, not found.", nameof(answers));
            }
        }
    }
}
