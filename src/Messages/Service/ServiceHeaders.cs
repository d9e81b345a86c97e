namespace IocExplorer.Messages.Service;

/// <summary>Headers of the API that are its own.</summary>
public static class ServiceHeaders
{
    /// <summary>What a user should know of an export, a sentence; may stand several times.</summary>
    public const string Remark = "IOC-Explorer-Remark";
}
