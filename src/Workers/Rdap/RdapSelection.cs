namespace IocExplorer.Workers.Rdap;

/// <summary>What an operation takes out of an answer.</summary>
internal enum RdapSelection
{
    /// <summary>Of a domain: the addresses of its contacts, and what is registered as tags.</summary>
    Contacts,

    NameServers,

    /// <summary>Of an address: the network as tags.</summary>
    Network,
}
