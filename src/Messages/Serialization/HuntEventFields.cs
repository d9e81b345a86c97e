using static IocExplorer.Messages.Protocols.HuntProtocol;

namespace IocExplorer.Messages.Serialization;

/// <summary>The fields of what stands in the journal of hunts. Golden files in the tests hold the form of each.</summary>
internal static class HuntEventFields
{
    /// <summary>For events whose manifest says all.</summary>
    public static T ReadNothing<T>(ref WireReader reader)
        where T : new() => reader.Fields(new T(), static (ref r, value) => r.Skip(value));

    public static void Write(WireWriter writer, Submitted submitted) => writer.Number(1, submitted.Trees);

    public static Submitted ReadSubmitted(ref WireReader reader) =>
        reader.Fields(new Submitted(0), static (ref r, submitted) => r.Field == 1 ? submitted with { Trees = r.Int32() } : r.Skip(submitted));

    public static void Write(WireWriter writer, TreesEnded ended) => writer.Each(1, ended.Outcomes, HuntFields.Write);

    public static TreesEnded ReadTreesEnded(ref WireReader reader)
    {
        List<TreeOutcome> outcomes = [];
        return reader.Fields(new TreesEnded(outcomes), (ref r, ended) => r.Field == 1 ? r.Add(ended, outcomes, HuntFields.ReadOutcome) : r.Skip(ended));
    }

    public static void Write(WireWriter writer, Retried retried) => writer.Numbers(1, retried.Trees, static number => number);

    public static Retried ReadRetried(ref WireReader reader) =>
        reader.Fields(new Retried([]), static (ref r, retried) => r.Field == 1 ? retried with { Trees = r.Numbers(static number => number) } : r.Skip(retried));

    public static void Write(WireWriter writer, Snapshot snapshot)
    {
        writer.Number(1, snapshot.Trees);
        writer.Number(2, snapshot.State);
        writer.Text(3, snapshot.Ends);
        writer.Numbers(4, snapshot.Nodes, static nodes => nodes);
        writer.Flag(5, snapshot.IsJustRetried);
    }

    public static Snapshot ReadSnapshot(ref WireReader reader) => reader.Fields(new Snapshot(0, 0, "", [], false), static (ref r, snapshot) => r.Field switch
    {
        1 => snapshot with { Trees = r.Int32() },
        2 => snapshot with { State = r.Int32() },
        3 => snapshot with { Ends = r.Text() },
        4 => snapshot with { Nodes = r.Numbers(static nodes => nodes) },
        5 => snapshot with { IsJustRetried = r.Flag() },
        _ => r.Skip(snapshot),
    });
}
