namespace IocExplorer.Messages;

/// <summary>What all trees of a hunt go by; fixed when the hunt is prepared, so that every node that ever works on it builds the same trees.</summary>
/// <param name="Depth">Levels below the seed; 0 shows the seed alone.</param>
/// <param name="Plain">Leaves out of the trees what those of the original tool do not have.</param>
/// <param name="SendReserved">Asks outside sources about private, reserved and internal IOCs too.</param>
/// <param name="Rules">What is followed and sent.</param>
/// <param name="Freshness">How old answers may be.</param>
/// <param name="Operations">In tree order, each with the ledger's number and with what its source is cleared for.</param>
public sealed record HuntPlan(
    int Depth, bool Plain, bool SendReserved, HuntRules Rules, Freshness Freshness, IReadOnlyList<NumberedOperation> Operations);
