namespace IocExplorer.Workers.Asking;

/// <summary>A request that more than one operation of a source would send.</summary>
/// <param name="Shape">What the operations have in common, see <see cref="ISourceOperation.RequestShape"/>.</param>
/// <param name="Page">Null for the first.</param>
/// <param name="Remaining">Items that are still wanted.</param>
/// <param name="Key">The name of the key, never the key.</param>
internal sealed record SharedRequest(string Shape, Ioc Ioc, NextPage? Page, int Remaining, string Key);
