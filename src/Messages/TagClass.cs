namespace IocExplorer.Messages;

/// <summary>What a tag means for triage. Written names are in <see cref="TagClassNames"/>.</summary>
public enum TagClass
{
    /// <summary>Good to know; nothing follows from it.</summary>
    Info = 1,

    /// <summary>Known to be harmless: a well-known name, a file of a distribution, a public resolver.</summary>
    KnownGood,

    /// <summary>Infrastructure that many share, so that a relation over it means little: CDN, parking, sinkhole, registrar's privacy service.</summary>
    Shared,

    /// <summary>Rented by anybody: clouds, dynamic DNS, hosting.</summary>
    Hosting,

    /// <summary>Scans the whole Internet.</summary>
    Scanner,

    /// <summary>Reported as malicious.</summary>
    KnownBad,
}
