using Akka.Actor;
using static IocExplorer.Messages.Protocols.ExplorationProtocol;

namespace IocExplorer.Messages.Serialization;

/// <summary>The fields of messages to an <c>ExplorationCoordinator</c>.</summary>
internal static class ExplorationFields
{
    public static void Write(WireWriter writer, Explore explore)
    {
        writer.Number(1, explore.Tree.Hunt.Value);
        writer.Number(2, explore.Tree.Number);
        writer.Nested(3, explore.Seed, VocabularyFields.Write);
        writer.NumberOrZero(4, (int)explore.Sharing);
        writer.Flag(5, explore.NameIsTaken);
        writer.Nested(6, explore.Plan, HuntPlanFields.Write);
        writer.Actor(7, explore.Supervisor);
    }

    public static Explore ReadExplore(ref WireReader reader)
    {
        long hunt = 0;
        var number = 0;
        Ioc seed = default;

        // A seed without a level is never sent to external sources.
        var sharing = SharingLevel.Red;
        var nameIsTaken = false;
        HuntPlan? plan = null;
        IActorRef supervisor = ActorRefs.Nobody;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: hunt = reader.Int64(); break;
                case 2: number = reader.Int32(); break;
                case 3: seed = reader.Nested(VocabularyFields.ReadIoc); break;
                case 4: sharing = reader.Member<SharingLevel>(); break;
                case 5: nameIsTaken = reader.Flag(); break;
                case 6: plan = reader.Nested(HuntPlanFields.ReadPlan); break;
                case 7: supervisor = reader.Actor(); break;
                default: reader.Skip(); break;
            }
        }

        VocabularyFields.Known(seed.Type, seed.Value ?? "");
        return new(
            new(new(hunt), number), seed, sharing, nameIsTaken, plan ?? WireReader.Refuse<HuntPlan>("A tree has no plan."), supervisor);
    }

    public static void Write(WireWriter writer, Stop stop)
    {
        writer.Number(1, stop.Tree.Hunt.Value);
        writer.Number(2, stop.Tree.Number);
    }

    public static Stop ReadStop(ref WireReader reader) => new(reader.Fields(default(TreeId), static (ref r, tree) => r.Field switch
    {
        1 => tree with { Hunt = new(r.Int64()) },
        2 => tree with { Number = r.Int32() },
        _ => r.Skip(tree),
    }));
}
