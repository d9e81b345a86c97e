namespace IocExplorer.Tagging.Tests.Matching;

internal sealed record NaiveList(string Name, string Type, IReadOnlyList<string> Entries);
