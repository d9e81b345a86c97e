namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>What became of a submission.</summary>
public abstract record Submission
{
    private Submission()
    {
    }

    /// <summary>There is a new hunt.</summary>
    public sealed record Made(HuntId Hunt) : Submission;

    /// <summary>The same was submitted before under the same idempotency key.</summary>
    public sealed record Repeated(HuntId Hunt) : Submission;

    /// <summary>Something else was submitted before under the same idempotency key.</summary>
    public sealed record KeyIsTaken(HuntId Hunt) : Submission;
}
