namespace IocExplorer.Workers.Quotas;

/// <summary>Permits of the sliding minute that were reserved together.</summary>
/// <param name="Number">Tells blocks apart while the program runs; not kept.</param>
/// <param name="FreeIn">Ticks, from the state's time on, until no 60 seconds can hold both these requests and new ones.</param>
internal readonly record struct QuotaBlock(int Number, long FreeIn, int Count);
