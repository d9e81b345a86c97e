using IocExplorer.Persistence;

namespace IocExplorer.Coordinator.Supervising;

/// <summary>Why a call to the hunts' store brought nothing.</summary>
/// <param name="IsFault">Not to be waited out: somebody has to mend it.</param>
internal sealed record StoreFailure(bool IsFault, Exception Cause)
{
    public static StoreFailure Of(Exception error) =>
        new(error is not (LedgerException { Kind: LedgerErrorKind.Unavailable } or OperationCanceledException), error);

    public void ThrowIfFault()
    {
        if (IsFault)
        {
            throw new InvalidOperationException($"The hunt's store failed: {Cause.Message}", Cause);
        }
    }
}
