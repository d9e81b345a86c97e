namespace IocExplorer.Workers.Http;

/// <summary>Nothing was sent: the permit was too old, or the key lost, when the first byte was about to go out.</summary>
internal sealed class PermitExpiredException() : IOException("The permit for this request is no longer good.")
{
    /// <summary>Whether this is what became of a request.</summary>
    public static bool IsCauseOf(Exception error) => HttpErrorTranslator.CausesOf(error).Any(cause => cause is PermitExpiredException);
}
