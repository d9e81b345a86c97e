using static IocExplorer.Messages.Protocols.HuntProtocol;

namespace IocExplorer.Messages.Serialization;

/// <summary>The fields of what stands in the journal of hunts. Golden files in the tests hold the form of each.</summary>
internal static class HuntEventFields
{
    /// <summary>For events whose manifest says all.</summary>
    public static T ReadNothing<T>(ref WireReader reader)
        where T : new()
    {
        while (reader.Next())
        {
            reader.Skip();
        }

        return new();
    }

    public static void Write(WireWriter writer, Submitted submitted) => writer.Number(1, submitted.Trees);

    public static Submitted ReadSubmitted(ref WireReader reader)
    {
        var trees = 0;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: trees = reader.Int32(); break;
                default: reader.Skip(); break;
            }
        }

        return new(trees);
    }

    public static void Write(WireWriter writer, TreesEnded ended) => writer.Each(1, ended.Outcomes, HuntFields.Write);

    public static TreesEnded ReadTreesEnded(ref WireReader reader)
    {
        List<TreeOutcome> outcomes = [];
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: outcomes.Add(reader.Nested(HuntFields.ReadOutcome)); break;
                default: reader.Skip(); break;
            }
        }

        return new(outcomes);
    }

    public static void Write(WireWriter writer, Retried retried) => writer.Numbers(1, retried.Trees, static number => number);

    public static Retried ReadRetried(ref WireReader reader)
    {
        IReadOnlyList<int> trees = [];
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: trees = reader.Numbers(static number => number); break;
                default: reader.Skip(); break;
            }
        }

        return new(trees);
    }

    public static void Write(WireWriter writer, Snapshot snapshot)
    {
        writer.Number(1, snapshot.Trees);
        writer.Number(2, snapshot.State);
        writer.Text(3, snapshot.Ends);
        writer.Numbers(4, snapshot.Nodes, static nodes => nodes);
        writer.Flag(5, snapshot.IsJustRetried);
    }

    public static Snapshot ReadSnapshot(ref WireReader reader)
    {
        var snapshot = new Snapshot(0, 0, "", [], false);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: snapshot = snapshot with { Trees = reader.Int32() }; break;
                case 2: snapshot = snapshot with { State = reader.Int32() }; break;
                case 3: snapshot = snapshot with { Ends = reader.Text() }; break;
                case 4: snapshot = snapshot with { Nodes = reader.Numbers(static nodes => nodes) }; break;
                case 5: snapshot = snapshot with { IsJustRetried = reader.Flag() }; break;
                default: reader.Skip(); break;
            }
        }

        return snapshot;
    }
}
