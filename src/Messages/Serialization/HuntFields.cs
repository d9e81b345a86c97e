using static IocExplorer.Messages.Protocols.HuntProtocol;

namespace IocExplorer.Messages.Serialization;

/// <summary>The fields of messages to a <c>HuntSupervisor</c> and of its replies.</summary>
internal static class HuntFields
{
    /// <summary>For the commands that say a hunt and nothing else.</summary>
    public static void Write(WireWriter writer, ICommand command) => Write(writer, command.Hunt);

    public static void Write(WireWriter writer, HuntId hunt) => writer.Number(1, hunt.Value);

    public static HuntId ReadHunt(ref WireReader reader) =>
        reader.Fields(default(HuntId), static (ref r, hunt) => r.Field == 1 ? new(r.Int64()) : r.Skip(hunt));

    public static void Write(WireWriter writer, TreeEnded ended)
    {
        writer.Number(1, ended.Hunt.Value);
        writer.Nested(2, ended.Outcome, Write);
        writer.Time(3, ended.Round);
    }

    public static TreeEnded ReadTreeEnded(ref WireReader reader)
    {
        HuntId hunt = default;
        TreeOutcome? outcome = null;
        DateTimeOffset? round = null;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: hunt = new(reader.Int64()); break;
                case 2: outcome = reader.Nested(ReadOutcome); break;
                case 3: round = reader.Time(); break;
                default: reader.Skip(); break;
            }
        }

        return new(hunt, outcome ?? WireReader.Refuse<TreeOutcome>("A tree has no outcome."), round);
    }

    public static void Write(WireWriter writer, TreeCrashed crashed)
    {
        writer.Number(1, crashed.Hunt.Value);
        writer.Number(2, crashed.Number);
        writer.Text(3, crashed.Problem);
    }

    public static TreeCrashed ReadTreeCrashed(ref WireReader reader) =>
        reader.Fields(new TreeCrashed(default, 0, ""), static (ref r, crashed) => r.Field switch
        {
            1 => crashed with { Hunt = new(r.Int64()) },
            2 => crashed with { Number = r.Int32() },
            3 => crashed with { Problem = r.Text() },
            _ => r.Skip(crashed),
        });

    public static void Write(WireWriter writer, TreeOutcome outcome)
    {
        writer.Number(1, outcome.Number);
        writer.Number(2, (int)outcome.End);
        writer.Number(3, outcome.Nodes);
    }

    public static TreeOutcome ReadOutcome(ref WireReader reader)
    {
        var outcome = reader.Fields(default(TreeOutcome), static (ref r, outcome) => r.Field switch
        {
            1 => outcome with { Number = r.Int32() },
            2 => outcome with { End = r.Member<TreeEndKind>() },
            3 => outcome with { Nodes = r.Int32() },
            _ => r.Skip(outcome),
        });
        return outcome.End != default ? outcome : WireReader.Refuse<TreeOutcome>("It is not said how a tree ended.");
    }
}
