namespace IocExplorer.Messages;

/// <summary>
/// How far an indicator may travel: the Traffic Light Protocol, version 2. Also what a source is cleared for: it is asked about IOCs up to that level.
/// </summary>
public enum SharingLevel
{
    /// <summary>TLP:CLEAR (formerly WHITE): anybody may know.</summary>
    Clear,

    /// <summary>TLP:GREEN: the community.</summary>
    Green,

    /// <summary>TLP:AMBER: the organisation and its clients.</summary>
    Amber,

    /// <summary>TLP:AMBER+STRICT: the organisation.</summary>
    AmberStrict,

    /// <summary>TLP:RED: those in the room. Only internal sources may be cleared for it.</summary>
    Red,
}
