using System.Text.Json;
using IocExplorer.Messages;

namespace IocExplorer.Tagging.Tests;

/// <summary>A folder of lists for one test.</summary>
internal sealed class ListFolder : IDisposable
{
    private static readonly string[] s_ipTypes = ["ip-src", "ip-dst"];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public string Root => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    /// <param name="path">With folders.</param>
    public string Write(string path, string text)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return full;
    }

    /// <summary>A list as MISP's repository has it.</summary>
    public string WriteList(string name, string type, string[]? attributes, params string[] entries) =>
        Write(Path.Combine("lists", name, "list.json"), Json(name, type, attributes, entries));

    public static string Json(string title, string type, string[]? attributes, params string[] entries) => attributes is null
        ? JsonSerializer.Serialize(new { description = "of a test", list = entries, name = title, type, version = 7 })
        : JsonSerializer.Serialize(new { description = "of a test", list = entries, matching_attributes = attributes, name = title, type, version = 7 });

    public LoadedTagLists Load(params string[] topLists) => TagLists.Load(new() { Paths = [Root], TopLists = topLists, UseBuiltIn = false });

    public static string[] IpTypes => s_ipTypes;

    public static IReadOnlyList<Tag> TagsOf(ITagger tagger, IocType type, string value)
    {
        List<Tag> tags = [];
        tagger.AddTags(new(type, value), tags);
        return tags;
    }
}
