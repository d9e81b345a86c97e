using IocExplorer.Analysis.Records;

namespace IocExplorer.Analysis.Tests.Hunts;

internal static class Trees
{
    public static async IAsyncEnumerable<TreeRecord> Async(params IEnumerable<TreeRecord> trees)
    {
        foreach (var tree in trees)
        {
            yield return tree;
        }

        await Task.CompletedTask;
    }
}
