namespace IocExplorer.Workers.Http;

/// <summary>What may be begun at a source now.</summary>
public enum SourceReadiness
{
    /// <summary>As many queries as there are slots.</summary>
    Ready = 1,

    /// <summary>One, to see whether it answers again.</summary>
    OneProbe,

    /// <summary>None: it rests, or a probe is under way.</summary>
    NotNow,
}
