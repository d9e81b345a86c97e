namespace IocExplorer.Coordinator.Hunts;

/// <summary>How a rule is written.</summary>
public enum RuleFlagKind
{
    /// <summary>Without a value on the command line; <c>true</c> or <c>false</c> elsewhere.</summary>
    Switch = 1,

    Text = 2,

    /// <summary>A whole number in a request; the command line may group its digits.</summary>
    Number = 3,

    /// <summary>May be given more than once.</summary>
    List = 4,
}
