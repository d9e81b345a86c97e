using IocExplorer.Analysis.Output;

namespace IocExplorer.Analysis.Differences;

/// <summary>Differences for a terminal, written as they are found: <c>+</c> came, <c>-</c> went.</summary>
public static class DifferenceText
{
    /// <returns>How many were written.</returns>
    public static async Task<long> WriteAsync(IAsyncEnumerable<HuntDifference> differences, TextWriter writer, CancellationToken cancellation)
    {
        var count = 0L;
        await foreach (var difference in differences.WithCancellation(cancellation))
        {
            count++;
            Write(difference, writer);
        }

        if (count == 0)
        {
            await writer.WriteLineAsync("Nothing changed.");
        }

        return count;
    }

    private static void Write(HuntDifference difference, TextWriter writer)
    {
        switch (difference)
        {
            case HuntDifference.SeedCame came:
                writer.WriteLine($"+ seed {Value(came.Seed)}: {came.Iocs:N0} IOCs, {came.Relations:N0} relations");
                break;
            case HuntDifference.SeedWent went:
                writer.WriteLine($"- seed {Value(went.Seed)}");
                break;
            case HuntDifference.NewlyShared shared:
                writer.WriteLine(
                    $"* {Value(shared.Ioc)} is newly shared: by {shared.SeedsAfter:N0} seeds, {(shared.SeedsBefore == 0 ? "none" : "one")} before");
                break;
            case HuntDifference.TreeChanged changed:
                Write(changed, writer);
                break;
        }
    }

    private static void Write(HuntDifference.TreeChanged changed, TextWriter writer)
    {
        var was = changed.WasComplete ? "" : " (earlier tree incomplete: what came may have been there)";
        var now = changed.IsComplete ? "" : " (later tree incomplete: what went may be there still)";
        writer.WriteLine($"{Value(changed.Seed)}{was}{now}");
        Each(changed.IocsCame, ioc => $"  + {ioc.Type.Name()} {Value(ioc)}");
        Each(changed.IocsWent, ioc => $"  - {ioc.Type.Name()} {Value(ioc)}");
        Each(changed.RelationsCame, relation => $"  + {Shown(relation)}");
        Each(changed.RelationsWent, relation => $"  - {Shown(relation)}");

        void Each<T>(IReadOnlyList<T> items, Func<T, string> line)
        {
            foreach (var item in items)
            {
                writer.WriteLine(line(item));
            }
        }
    }

    private static string Shown(ShownRelation relation) => $"{Value(relation.From)} --[{SafeText.Of(relation.Label)}]-> {Value(relation.To)}";

    private static string Value(Ioc ioc) => SafeText.Of(ioc.Value);
}
