namespace IocExplorer.Tagging.Matching;

/// <summary>A set of IOC types.</summary>
[Flags]
internal enum IocTypes : byte
{
    None = 0,
    Email = 1 << (IocType.Email - 1),
    File = 1 << (IocType.File - 1),
    IpAddress = 1 << (IocType.IpAddress - 1),
    Domain = 1 << (IocType.Domain - 1),
    Url = 1 << (IocType.Url - 1),
    All = Email | File | IpAddress | Domain | Url,
}
