using IocExplorer.Messages.Service.Nodes;
using static IocExplorer.Messages.Protocols.NodeProtocol;

namespace IocExplorer.Messages.Serialization;

/// <summary>The fields of node status reports.</summary>
internal static class NodeFields
{
    public static void Write(WireWriter writer, Status status)
    {
        writer.Number(1, (int)status.Kind);
        writer.Text(2, status.Name);
        writer.Text(3, status.Version);
        writer.Time(4, status.StartedAt);
        writer.Text(5, status.Detail);
    }

    public static Status ReadStatus(ref WireReader reader)
    {
        var status = new Status(NodeKind.Coordinator, "", "", default, "");
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: status = status with { Kind = reader.Member<NodeKind>() }; break;
                case 2: status = status with { Name = reader.Text() }; break;
                case 3: status = status with { Version = reader.Text() }; break;
                case 4: status = status with { StartedAt = reader.Time() }; break;
                case 5: status = status with { Detail = reader.Text() }; break;
                default: reader.Skip(); break;
            }
        }

        return status;
    }
}
