namespace IocExplorer.Tagging.Matching;

/// <summary>What a name is to the IOC that is looked up.</summary>
internal enum NameUse
{
    Itself,
    HostOfUrl,

    /// <summary>The part behind the @: entries for exactly one host name do not apply to mail.</summary>
    DomainOfAddress,
}
