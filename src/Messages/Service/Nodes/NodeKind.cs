using System.Text.Json.Serialization;

namespace IocExplorer.Messages.Service.Nodes;

/// <summary>What a node of the service does. The numbers are in the database.</summary>
public enum NodeKind
{
    /// <summary>Explores trees and answers the API.</summary>
    [JsonStringEnumMemberName("coordinator")]
    Coordinator = 1,

    /// <summary>Asks the sources.</summary>
    [JsonStringEnumMemberName("worker")]
    Worker = 2,
}
