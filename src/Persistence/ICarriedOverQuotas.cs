namespace IocExplorer.Persistence;

/// <summary>
/// What the version before, which counted quotas in the ledger, had written down as spent of the API keys. Read when the journal of a key's quota begins; never
/// written. Calls throw <see cref="LedgerException"/> when the store cannot serve.
/// </summary>
public interface ICarriedOverQuotas
{
    /// <summary>
    /// The texts that were written of a key, as they were written; one for each share when it was shared out (the shares <c>1/4</c> to <c>4/4</c> of the key
    /// <c>VirusTotal 1a2b3c</c> stand under <c>VirusTotal 1a2b3c#1/4</c> and so on). None for a key that the version before did not spend of.
    /// </summary>
    /// <param name="key">Names the key without telling it: source and fingerprint, without a share.</param>
    ValueTask<IReadOnlyList<string>> ReadAsync(string key, CancellationToken cancellation);
}
