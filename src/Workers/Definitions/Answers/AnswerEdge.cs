namespace IocExplorer.Workers.Definitions.Answers;

/// <summary>The way from an object to one of its members.</summary>
/// <param name="Name">The same in UTF-8.</param>
/// <param name="Once">Where it stands twice, nobody can say which is meant.</param>
/// <param name="Needed">Its absence is a fault of the answer.</param>
internal readonly record struct AnswerEdge(string Text, byte[] Name, bool Once, bool Needed, AnswerNode Node)
{
    /// <summary>Members of one object that can be told apart.</summary>
    public const int MostOnce = 64;
}
