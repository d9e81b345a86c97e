using FsCheck;
using FsCheck.Fluent;
using IocExplorer.Analysis.Sorting;

namespace IocExplorer.Analysis.Tests.Sorting;

public sealed class SortedRunsTests
{
    [Fact]
    public void Read_GivesAllItemsInOrder_AndAgain_HoweverLittleMemoryThereIs()
    {
        var folder = Directory.CreateTempSubdirectory("runs-test");
        try
        {
            Prop.ForAll(Gen.Choose(-50, 50).ListOf().ToArbitrary(), Gen.Choose(1, 200).ToArbitrary(), (items, budget) =>
            {
                using var runs = new SortedRuns<int>(budget, folder.FullName);
                foreach (var item in items)
                {
                    runs.Add(item);
                }

                return runs.Read().SequenceEqual(items.Order())
                    && runs.Read().SequenceEqual(items.Order())
                    && (items.Count <= Math.Max(1, budget / 4) || folder.EnumerateFiles().Any());
            }).Check(Config.QuickThrowOnFailure);

            folder.EnumerateFileSystemInfos().ShouldBeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
