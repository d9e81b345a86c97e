namespace IocExplorer.SourceSimulator;

/// <summary>How VirusTotal's side says that it has nothing. QiAnXin's side always says it with empty data.</summary>
public enum EmptyAnswers
{
    /// <summary>An IOC that the world does not know is a 404, one without values an empty list.</summary>
    AsTheWorldSays,

    /// <summary>Always an empty list with status 200.</summary>
    EmptyList,

    /// <summary>Always 404.</summary>
    NotFound,

    /// <summary>Either, decided by the hash of operation and IOC: always the same for the same query.</summary>
    Mixed,
}
