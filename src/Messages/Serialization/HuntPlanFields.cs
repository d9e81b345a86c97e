namespace IocExplorer.Messages.Serialization;

/// <summary>The fields of a hunt's plan; those of its rules stand in <see cref="HuntRules"/>.</summary>
internal static class HuntPlanFields
{
    public static void Write(WireWriter writer, HuntPlan plan)
    {
        writer.Number(1, plan.Depth);
        writer.Flag(2, plan.Plain);
        writer.Flag(3, plan.SendReserved);
        writer.Nested(4, plan.Rules, HuntRules.Write);
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
            4 => plan with { Rules = r.Nested(HuntRules.Read) },
            5 => plan with { Freshness = r.Nested(VocabularyFields.ReadFreshness) },
            6 => r.Add(plan, operations, ReadOperation),
            _ => r.Skip(plan),
        });
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
                case 5: operation = operation with { Accepts = reader.Numbers(static type => WireReader.Defined((IocType)type)) }; break;
                case 6: operation = operation with { IsExternal = reader.Flag() }; break;
                case 7: operation = operation with { ClearedFor = reader.Member<SharingLevel>() }; break;
                default: reader.Skip(); break;
            }
        }

        return new(id, operation);
    }
}
