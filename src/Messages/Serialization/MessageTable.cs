using System.Collections.Frozen;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Messages.Serialization;

/// <summary>
/// Every message and event that may cross the network or stand in the journal, under its manifest. What is not here is refused. A
/// manifest is a short name and a version;
/// it stands in journals for ever and is never given to anything else.
/// </summary>
/// <remarks>
/// New fields need no new version: older readers pass over them, newer ones have a default where they lack. Any other change of form is a
/// new line with the next version
/// below the old line: all lines of a type are read, the last one is written.
/// </remarks>
internal static class MessageTable
{
    private static readonly MessageCodec[] s_lines =
    [
        MessageCodec.Of<SourceThrottleProtocol.Ask>("ask1", ThrottleFields.Write, ThrottleFields.ReadAsk),
        MessageCodec.Of<SourceThrottleProtocol.Withdraw>("withdraw1", ThrottleFields.Write, ThrottleFields.ReadWithdraw),
        MessageCodec.Of<SourceThrottleProtocol.Pull>("pull1", ThrottleFields.Write, ThrottleFields.ReadPull),
        MessageCodec.Of<SourceThrottleProtocol.KeyThrottled>("key-throttled1", ThrottleFields.Write, ThrottleFields.ReadKeyThrottled),
        MessageCodec.Of<SourceThrottleProtocol.KeyRefused>("key-refused1", ThrottleFields.Write, ThrottleFields.ReadKeyRefused),
        MessageCodec.Of<SourceThrottleProtocol.OperationRefused>("operation-refused1", ThrottleFields.Write, ThrottleFields.ReadOperationRefused),
        MessageCodec.Of<SourceThrottleProtocol.SourceLost>("source-lost1", ThrottleFields.Write, ThrottleFields.ReadSourceLost),
        MessageCodec.Of<SourceThrottleProtocol.NothingInFlight>("nothing-in-flight1", ThrottleFields.Write, ThrottleFields.ReadNothingInFlight),
        MessageCodec.Of<SourceWorkerProtocol.PullNow>("pull-now1", WorkerFields.Write, WorkerFields.ReadPullNow),
        MessageCodec.Of<SourceWorkerProtocol.Grant>("grant1", WorkerFields.Write, WorkerFields.ReadGrant),
        MessageCodec.Of<SourceWorkerProtocol.SourceNews>("source-news1", WorkerFields.Write, WorkerFields.ReadSourceNews),
        MessageCodec.Of<QueryBrokerProtocol.Answered>("answered1", AnswerFields.Write, AnswerFields.ReadAnswered),
        MessageCodec.Of<ExplorationProtocol.Explore>("explore1", ExplorationFields.Write, ExplorationFields.ReadExplore),
        MessageCodec.Of<ExplorationProtocol.Stop>("stop-tree1", ExplorationFields.Write, ExplorationFields.ReadStop),
        WithoutFields<NodeProtocol.GetStatus>("get-status1"),
        MessageCodec.Of<NodeProtocol.Status>("status1", NodeFields.Write, NodeFields.ReadStatus),
        MessageCodec.Of<HuntProtocol.Wake>("hunt-wake1", static (w, m) => HuntFields.Write(w, m), static (ref r) => new(HuntFields.ReadHunt(ref r))),
        MessageCodec.Of<HuntProtocol.Pause>("hunt-pause1", static (w, m) => HuntFields.Write(w, m), static (ref r) => new(HuntFields.ReadHunt(ref r))),
        MessageCodec.Of<HuntProtocol.Resume>("hunt-resume1", static (w, m) => HuntFields.Write(w, m), static (ref r) => new(HuntFields.ReadHunt(ref r))),
        MessageCodec.Of<HuntProtocol.Cancel>("hunt-cancel1", static (w, m) => HuntFields.Write(w, m), static (ref r) => new(HuntFields.ReadHunt(ref r))),
        MessageCodec.Of<HuntProtocol.Retry>("hunt-retry1", static (w, m) => HuntFields.Write(w, m), static (ref r) => new(HuntFields.ReadHunt(ref r))),
        MessageCodec.Of<HuntProtocol.Delete>("hunt-delete1", static (w, m) => HuntFields.Write(w, m), static (ref r) => new(HuntFields.ReadHunt(ref r))),
        MessageCodec.Of<HuntProtocol.TreeEnded>("hunt-tree-ended1", HuntFields.Write, HuntFields.ReadTreeEnded),
        MessageCodec.Of<HuntProtocol.TreeCrashed>("hunt-tree-crashed1", HuntFields.Write, HuntFields.ReadTreeCrashed),
        MessageCodec.Of<HuntProtocol.Done>("hunt-done1", static (w, m) => HuntFields.Write(w, m.Hunt), static (ref r) => new(HuntFields.ReadHunt(ref r))),
        MessageCodec.Of<HuntProtocol.Refused>("hunt-refused1", static (w, m) => HuntFields.Write(w, m.Hunt), static (ref r) => new(HuntFields.ReadHunt(ref r))),
        MessageCodec.Of<HuntProtocol.Submitted>("hunt-submitted1", HuntEventFields.Write, HuntEventFields.ReadSubmitted),
        MessageCodec.Of<HuntProtocol.TreesEnded>("hunt-trees-ended1", HuntEventFields.Write, HuntEventFields.ReadTreesEnded),
        WithoutFields<HuntProtocol.Paused>("hunt-paused1"),
        WithoutFields<HuntProtocol.Resumed>("hunt-resumed1"),
        WithoutFields<HuntProtocol.Cancelled>("hunt-cancelled1"),
        MessageCodec.Of<HuntProtocol.Retried>("hunt-retried1", HuntEventFields.Write, HuntEventFields.ReadRetried),
        WithoutFields<HuntProtocol.Deleted>("hunt-deleted1"),
        MessageCodec.Of<HuntProtocol.Snapshot>("hunt-snapshot1", HuntEventFields.Write, HuntEventFields.ReadSnapshot),
        MessageCodec.Of<QuotaProtocol.PermitsReserved>("quota-reserved1", QuotaEventFields.Write, QuotaEventFields.ReadPermitsReserved),
        MessageCodec.Of<QuotaProtocol.KeyOut>("quota-key-out1", QuotaEventFields.Write, QuotaEventFields.ReadKeyOut),
        MessageCodec.Of<QuotaProtocol.KeyBack>("quota-key-back1", QuotaEventFields.Write, QuotaEventFields.ReadKeyBack),
        MessageCodec.Of<QuotaProtocol.OperationOut>("quota-operation-out1", QuotaEventFields.Write, QuotaEventFields.ReadOperationOut),
        MessageCodec.Of<QuotaProtocol.OperationBack>("quota-operation-back1", QuotaEventFields.Write, QuotaEventFields.ReadOperationBack),
        MessageCodec.Of<QuotaProtocol.Snapshot>("quota-snapshot1", QuotaEventFields.Write, QuotaEventFields.ReadSnapshot),
    ];

    public static FrozenDictionary<string, MessageCodec> ByManifest { get; } = s_lines.ToFrozenDictionary(line => line.Manifest, StringComparer.Ordinal);

    /// <summary>What is written.</summary>
    public static FrozenDictionary<Type, MessageCodec> ByType { get; } =
        s_lines.GroupBy(line => line.Type).ToFrozenDictionary(lines => lines.Key, lines => lines.Last());

    private static MessageCodec WithoutFields<T>(string manifest)
        where T : class, new() =>
        MessageCodec.Of<T>(manifest, static (_, _) => { }, HuntEventFields.ReadNothing<T>);
}
