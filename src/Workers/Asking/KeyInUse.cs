namespace IocExplorer.Workers.Asking;

/// <summary>A key of a worker with its slots.</summary>
internal sealed class KeyInUse(KeyGate gate)
{
    // As many again are taken ahead of their turn where there is no quota: slots that become free, even all at once, are then filled without
    // a way to the throttle and back. With a quota nothing is taken ahead, because others may have permits sooner.
    private readonly int _ahead = gate.IsMetered ? 0 : gate.Key.Slots;

    public KeyGate Gate => gate;

    public string Name => gate.Key.Name;

    /// <summary>In hand, those ahead included.</summary>
    public int InHand { get; set; }

    /// <summary>Asked, or with an answer that is not durable yet.</summary>
    public int SlotsTaken { get; set; }

    public bool HasFreeSlot => SlotsTaken < gate.Key.Slots;

    /// <summary>What a pull says: how many may be in hand at once.</summary>
    public int Offered => gate.Key.Slots + _ahead;

    public int Free => Math.Max(0, Offered - InHand);

    /// <summary>Whether so many are free that a pull is worth its while. Where nothing is taken ahead every slot counts.</summary>
    public bool IsWorthAPull => Free >= Math.Max(1, _ahead / 4);
}
