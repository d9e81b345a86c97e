using System.Text.Json.Serialization;

namespace IocExplorer.Messages.Service.Hunts;

/// <summary>The state of a hunt of the service. The numbers are stored in the database.</summary>
public enum HuntState
{
    /// <summary>Its trees are being explored or queued.</summary>
    [JsonStringEnumMemberName("running")]
    Running = 1,

    /// <summary>Stopped by a user until resumed. Queries in progress still end, and their answers are kept.</summary>
    [JsonStringEnumMemberName("paused")]
    Paused = 2,

    /// <summary>Stopped for good. Trees written before stay; a retry takes it up again.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled = 3,

    /// <summary>Every tree is written or given up.</summary>
    [JsonStringEnumMemberName("finished")]
    Finished = 4,

    /// <summary>Was under way when the service was brought to a version that works otherwise. Trees written before stay; a retry takes it up again.</summary>
    [JsonStringEnumMemberName("interrupted")]
    Interrupted = 5,
}
