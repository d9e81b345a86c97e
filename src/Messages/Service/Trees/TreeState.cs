using System.Text.Json.Serialization;

namespace IocExplorer.Messages.Service.Trees;

/// <summary>The state of a tree of a hunt. The numbers are stored in the database.</summary>
public enum TreeState
{
    /// <summary>No node explores it.</summary>
    [JsonStringEnumMemberName("waiting")]
    Waiting = 1,

    /// <summary>A node explores it.</summary>
    [JsonStringEnumMemberName("exploring")]
    Exploring = 2,

    /// <summary>Written, with every query answered.</summary>
    [JsonStringEnumMemberName("complete")]
    Complete = 3,

    /// <summary>Written, with something missing, named on the nodes concerned.</summary>
    [JsonStringEnumMemberName("withMissing")]
    WithMissing = 4,

    /// <summary>Crashed again and again; there is no result.</summary>
    [JsonStringEnumMemberName("givenUp")]
    GivenUp = 5,
}
