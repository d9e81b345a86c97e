using System.Text;
using System.Text.Json;

namespace IocExplorer.Tagging.Lists;

/// <summary>The lists that come with the program: one file with several, each in the format of the others.</summary>
internal static class BuiltInLists
{
    private const string Place = "built in";

    public static void Read(string file, Action<ListContent> visit)
    {
        using var stream = Data.Open(file);
        using var document = JsonDocument.Parse(stream, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        foreach (var list in document.RootElement.EnumerateObject())
        {
            visit(new(Place, list.Name, Encoding.UTF8.GetBytes(list.Value.GetRawText()), Written: null));
        }
    }
}
