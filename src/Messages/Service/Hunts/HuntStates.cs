namespace IocExplorer.Messages.Service.Hunts;

/// <summary>What follows from the state of a hunt.</summary>
public static class HuntStates
{
    /// <summary>Nothing moves any more, unless somebody retries it.</summary>
    public static bool IsOver(this HuntState state) => state is HuntState.Finished or HuntState.Cancelled or HuntState.Interrupted;
}
