using System.Text.Json.Serialization;

namespace IocExplorer.Messages.Service.Tokens;

/// <summary>What a token may do; each role may do what those before it may. The numbers are in the database.</summary>
public enum TokenRole
{
    /// <summary>See hunts, results and nodes.</summary>
    [JsonStringEnumMemberName("read")]
    Read = 1,

    /// <summary>Submit hunts; cancel, pause, resume and retry them.</summary>
    [JsonStringEnumMemberName("submit")]
    Submit = 2,

    /// <summary>Delete hunts; make and revoke tokens.</summary>
    [JsonStringEnumMemberName("admin")]
    Admin = 3,
}
