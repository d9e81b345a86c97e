namespace IocExplorer.Tagging.Matching;

/// <summary>What a name is to the IOC that is looked up.</summary>
internal enum NameUse
{
    Itself,
    HostOfUrl,

    /// <summary>What stands behind the @: entries that speak of one host name exactly do not speak of mail.</summary>
    DomainOfAddress,
}
