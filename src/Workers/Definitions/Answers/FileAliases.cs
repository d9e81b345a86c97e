using IocExplorer.Messages;

namespace IocExplorer.Workers.Definitions.Answers;

/// <summary>A file has several hashes and is one IOC.</summary>
internal static class FileAliases
{
    /// <summary>All the names of a file, the strongest hash first.</summary>
    public static IReadOnlyList<Ioc> Of(Ioc file, IEnumerable<string> others)
    {
        var all = new List<Ioc> { file };
        foreach (var other in others)
        {
            if (IocParser.TryParse(IocType.File, other, out var alias, out _) && !all.Contains(alias))
            {
                all.Add(alias);
            }
        }

        return [.. all.OrderByDescending(a => a.HashKind)];
    }
}
