namespace IocExplorer.Messages.Service.Hunts;

/// <summary>Questions about the state of a hunt.</summary>
public static class HuntStates
{
    /// <summary>Final, unless the hunt is retried.</summary>
    public static bool IsOver(this HuntState state) => state is HuntState.Finished or HuntState.Cancelled or HuntState.Interrupted;
}
