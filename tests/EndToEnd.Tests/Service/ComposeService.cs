using System.Text.RegularExpressions;
using IocExplorer.Testing;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using Scanner = YamlDotNet.Core.Parser;

namespace IocExplorer.EndToEnd.Tests.Service;

/// <summary>A service of <c>docker-compose.yml</c>, as a container engine would read it.</summary>
/// <param name="members">With merged parts, as the file gives them.</param>
internal sealed partial class ComposeService(string name, IReadOnlyDictionary<object, object> members)
{
    public string Name => name;

    /// <summary>The target of the Dockerfile; null for an image of others.</summary>
    public string? Target => members.GetValueOrDefault("build") is IDictionary<object, object> build ? (string)build["target"] : null;

    public string? Text(string member) => members.GetValueOrDefault(member) as string;

    public IReadOnlyList<string> List(string member) => members.GetValueOrDefault(member) is IEnumerable<object> list ? [.. list.Cast<string>()] : [];

    public IReadOnlyDictionary<object, object> Map(string member) => members.GetValueOrDefault(member) as Dictionary<object, object> ?? [];

    /// <param name="variables">What stands for <c>${NAME:-}</c>; what is not here is empty.</param>
    public IReadOnlyDictionary<string, string> Environment(IReadOnlyDictionary<string, string> variables) => Map("environment").ToDictionary(
        e => (string)e.Key,
        e => Variable().Replace((string)e.Value, found => variables.GetValueOrDefault(found.Groups[1].Value, "")));

    public static IReadOnlyList<ComposeService> ReadAll() =>
        [.. ((Dictionary<object, object>)File()["services"]).Select(s => new ComposeService((string)s.Key, (Dictionary<object, object>)s.Value))];

    /// <summary>The file behind each secret.</summary>
    public static IReadOnlyDictionary<string, string> Secrets() =>
        ((Dictionary<object, object>)File()["secrets"]).ToDictionary(s => (string)s.Key, s => (string)((Dictionary<object, object>)s.Value)["file"]);

    /// <summary>The command of a target, from its stage of the Dockerfile.</summary>
    public static IReadOnlyList<string> EntryPoint(string target)
    {
        var stage = System.IO.File.ReadAllLines(Path.Combine(CheckoutFolder.Root, "Dockerfile"))
            .SkipWhile(line => !line.EndsWith($" AS {target}", StringComparison.Ordinal))
            .First(line => line.StartsWith("ENTRYPOINT ", StringComparison.Ordinal));
        return System.Text.Json.JsonSerializer.Deserialize<string[]>(stage["ENTRYPOINT ".Length..])!;
    }

    public override string ToString() => name;

    private static Dictionary<object, object> File()
    {
        using var text = System.IO.File.OpenText(Path.Combine(CheckoutFolder.Root, "docker-compose.yml"));
        return new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(new MergingParser(new Scanner(text)));
    }

    [GeneratedRegex(@"\$\{([A-Z_]+):-\}", RegexOptions.None, 1000)]
    private static partial Regex Variable();
}
