using System.Text;

namespace IocExplorer.Workers.Definitions.Answers;

/// <summary>The way from an object to one of its members.</summary>
/// <param name="Name">UTF-8.</param>
/// <param name="Needed">Its absence is a fault of the answer.</param>
/// <param name="Node">What is read there.</param>
internal readonly record struct AnswerEdge(byte[] Name, bool Needed, AnswerNode Node)
{
    public bool Is(string name) => Encoding.UTF8.GetString(Name) == name;
}
