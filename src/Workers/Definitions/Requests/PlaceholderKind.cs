namespace IocExplorer.Workers.Definitions.Requests;

/// <summary>What stands at a place of a request.</summary>
internal enum PlaceholderKind
{
    /// <summary>The IOC.</summary>
    Value = 1,

    /// <summary>The source's word for the kind of IOC.</summary>
    Kind = 2,

    /// <summary>The IOC in base64 for URLs, without padding.</summary>
    Base64Url = 3,

    /// <summary>The name under which DNS keeps the names of an address.</summary>
    Arpa = 4,

    /// <summary>The IOC with a backslash before every character that has a meaning in a Lucene query.</summary>
    Escaped = 5,

    Key = 6,
}
