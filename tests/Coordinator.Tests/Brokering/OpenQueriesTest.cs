using Akka.Actor;
using IocExplorer.Coordinator.Brokering;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Brokering;

/// <summary>Open queries of one hunt, for which two walks wait.</summary>
public abstract class OpenQueriesTest
{
    private static readonly OperationId s_flint = new(1);

    private protected static DateTimeOffset Now { get; } = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private protected static Answer SomeAnswer { get; } = Found("r", Domain("b.test"));

    // Operations of the original catalogue: the first is QiAnXin's, the fifth VirusTotal's.
    private protected static OperationId Files { get; } = new(5);

    private protected Deliveries Deliveries { get; } = new();

    private protected Asker One { get; } = new(ActorRefs.Nobody);

    private protected Asker Other { get; } = new(ActorRefs.Nobody);

    private protected static OpenQueries Create(QueryBrokerOptions? options = null) =>
        new(new HuntId(1), new(Now.AddHours(-1), Now), new SourceIndex(OriginalCatalogue), options ?? new());

    private protected static TreeQuery Tree(int number, string value) => new(number, s_flint, Domain(value));

    private protected static Query Query(string value) => new(s_flint, Domain(value));

    private protected static List<string> Asked(OpenQueries open) => [.. open.TakeAsks().Select(Text)];

    private protected static string Text(SourceBatch batch) => $"{batch.Source} {string.Join(' ', batch.Queries.Select(query => query.Ioc.Value))}";

    /// <summary>Needs what does not stand in the ledger.</summary>
    private protected List<string> Ask(OpenQueries open, params string[] values)
    {
        open.Add(One, [.. values.Select((value, i) => Tree(i, value))]);
        open.LookedUp([.. open.TakeLookUp().Select(_ => (RecordedAnswer?)null)], Deliveries);
        return Asked(open);
    }
}
