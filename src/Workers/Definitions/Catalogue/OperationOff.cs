namespace IocExplorer.Workers.Definitions.Catalogue;

/// <summary>An operation that will not be asked.</summary>
/// <param name="Reason">A clause that goes on after "is off: ".</param>
/// <param name="IsError">The user set something impossible; as against something merely not configured.</param>
public sealed record OperationOff(string Name, string Reason, bool IsError)
{
    /// <summary>The default, which the user has not changed: not worth a notice.</summary>
    public bool IsUsual { get; init; }
}
