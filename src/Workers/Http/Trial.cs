namespace IocExplorer.Workers.Http;

/// <summary>What came of one try to fetch a page.</summary>
/// <param name="Outcome">What the response means; null when nothing was asked because the key or its source is out.</param>
/// <param name="Status">The HTTP status; 0 without a response.</param>
/// <param name="RetryAfter">The pause that the source asked for.</param>
/// <param name="NotSent">The request never left: it costs no permit.</param>
internal readonly record struct Trial(PageOutcome? Outcome, int Status = 0, TimeSpan? RetryAfter = null, bool NotSent = false)
{
    /// <summary>No answer came from the source, or one that says that it is out of order: counts against its health.</summary>
    public bool IsFailure => Outcome is PageOutcome.Failed { MayPass: true };

    /// <summary>The request did not even find out where to go.</summary>
    public bool IsUnresolved => NotSent && Outcome is PageOutcome.Failed { Detail: HttpErrorTranslator.Unresolved };

    /// <summary>What went wrong, in a few words; empty where nothing did.</summary>
    public string Detail => Outcome switch
    {
        PageOutcome.Failed failed => failed.Detail,
        PageOutcome.Malformed malformed => malformed.Detail,
        _ => "",
    };

    public static Trial OfFailure(string detail, bool notSent = false) => new(new PageOutcome.Failed(detail, MayPass: true), NotSent: notSent);

    public static Trial OfGarbage(string detail) => new(new PageOutcome.Malformed(detail));
}
