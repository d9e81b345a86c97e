namespace IocExplorer.Messages.Serialization;

/// <summary>The fields of a hunt's plan.</summary>
internal static class HuntPlanFields
{
    public static void Write(WireWriter writer, HuntPlan plan)
    {
        writer.Number(1, plan.Depth);
        writer.Flag(2, plan.Plain);
        writer.Flag(3, plan.SendReserved);
        writer.Nested(4, plan.Rules, Write);
        writer.Nested(5, plan.Freshness, VocabularyFields.Write);
        writer.Each(6, plan.Operations, Write);
    }

    public static HuntPlan ReadPlan(ref WireReader reader)
    {
        List<NumberedOperation> operations = [];
        return reader.Fields(new HuntPlan(0, false, false, new() { Sharing = SharingLevel.Red }, default, operations), (ref r, plan) => r.Field switch
        {
            1 => plan with { Depth = r.Int32() },
            2 => plan with { Plain = r.Flag() },
            3 => plan with { SendReserved = r.Flag() },
            4 => plan with { Rules = r.Nested(ReadRules) },
            5 => plan with { Freshness = r.Nested(VocabularyFields.ReadFreshness) },
            6 => r.Add(plan, operations, ReadOperation),
            _ => r.Skip(plan),
        });
    }

    private static void Write(WireWriter writer, HuntRules rules)
    {
        writer.Numbers(1, rules.Park, static @class => (int)@class);
        writer.Flag(2, rules.ShowTags);
        writer.NumberOrZero(3, rules.ParkHubs);
        writer.Each(4, rules.Expand, VocabularyFields.Write);
        writer.Time(5, rules.SeenSince);
        writer.Flag(6, rules.ShowSeen);
        writer.Flag(7, rules.ExpandUrls);
        for (var i = 0; i < rules.OwnDomains.Count; i++)
        {
            writer.TextOrEmpty(8, rules.OwnDomains[i]);
        }

        writer.NumberOrZero(9, (int)rules.Sharing);
    }

    private static HuntRules ReadRules(ref WireReader reader)
    {
        List<Ioc> expand = [];
        List<string> ownDomains = [];

        // The strictest where none is given.
        var rules = new HuntRules { Expand = expand, OwnDomains = ownDomains, Sharing = SharingLevel.Red };
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: rules = rules with { Park = reader.Numbers(static id => Defined((TagClass)id)) }; break;
                case 2: rules = rules with { ShowTags = reader.Flag() }; break;
                case 3: rules = rules with { ParkHubs = reader.Int64() }; break;
                case 4: expand.Add(reader.Nested(VocabularyFields.ReadIoc)); break;
                case 5: rules = rules with { SeenSince = reader.Time() }; break;
                case 6: rules = rules with { ShowSeen = reader.Flag() }; break;
                case 7: rules = rules with { ExpandUrls = reader.Flag() }; break;
                case 8: ownDomains.Add(reader.Text()); break;
                case 9: rules = rules with { Sharing = reader.Member<SharingLevel>() }; break;
                default: reader.Skip(); break;
            }
        }

        return rules;
    }

    private static void Write(WireWriter writer, NumberedOperation numbered)
    {
        var operation = numbered.Operation;
        writer.Number(1, numbered.Id.Value);
        writer.Shared(2, operation.Source);
        writer.Text(3, operation.Name);
        writer.Text(4, operation.Shape);
        writer.Numbers(5, operation.Accepts, static type => (int)type);
        writer.NumberOrZero(6, operation.IsExternal ? 1 : 0);
        writer.Number(7, (int)operation.ClearedFor);
    }

    private static NumberedOperation ReadOperation(ref WireReader reader)
    {
        OperationId id = default;

        // Absent means external.
        var operation = new Operation("", "", "", [], IsExternal: true);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: id = new(reader.Int32()); break;
                case 2: operation = operation with { Source = reader.Shared() }; break;
                case 3: operation = operation with { Name = reader.Text() }; break;
                case 4: operation = operation with { Shape = reader.Text() }; break;
                case 5: operation = operation with { Accepts = reader.Numbers(static type => Defined((IocType)type)) }; break;
                case 6: operation = operation with { IsExternal = reader.Flag() }; break;
                case 7: operation = operation with { ClearedFor = reader.Member<SharingLevel>() }; break;
                default: reader.Skip(); break;
            }
        }

        return new(id, operation);
    }

    private static T Defined<T>(T value)
        where T : struct, Enum => Enum.IsDefined(value) ? value : WireReader.Refuse<T>($"There is no such {typeof(T).Name}.");
}
