using IocExplorer.Analysis.Records;
using IocExplorer.Messages.Service.Trees;

namespace IocExplorer.Persistence.Sqlite.Hunts;

/// <summary>A hunt of a ledger file, for a list.</summary>
/// <param name="Trees">How many stand where; those not written yet, or never, wait.</param>
/// <param name="Nodes">Of all trees written.</param>
public sealed record RecordedHunt(HuntRecord Hunt, TreeTotals Trees, long Nodes);
