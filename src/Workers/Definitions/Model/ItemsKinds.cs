namespace IocExplorer.Workers.Definitions.Model;

/// <summary>What may stand where an answer has its items.</summary>
[Flags]
public enum ItemsKinds
{
    None = 0,
    Array = 1,
    Object = 2,
    Null = 4,

    /// <summary>Nothing at all: the member is left out when there are no items.</summary>
    Missing = 8,
}
