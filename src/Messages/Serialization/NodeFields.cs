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

    public static Status ReadStatus(ref WireReader reader) =>
        reader.Fields(new Status(NodeKind.Coordinator, "", "", default, ""), static (ref r, status) => r.Field switch
        {
            1 => status with { Kind = r.Member<NodeKind>() },
            2 => status with { Name = r.Text() },
            3 => status with { Version = r.Text() },
            4 => status with { StartedAt = r.Time() },
            5 => status with { Detail = r.Text() },
            _ => r.Skip(status),
        });
}
