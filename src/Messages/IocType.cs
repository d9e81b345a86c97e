namespace IocExplorer.Messages;

/// <summary>The kinds of indicator that are explored. Their written names (CSV, trees, definitions) are in <see cref="IocTypeNames"/>.</summary>
public enum IocType
{
    Email = 1,
    File = 2,
    IpAddress = 3,
    Domain = 4,

    /// <summary>Shown, and not asked about unless <c>general.expandUrls</c> is set.</summary>
    Url = 5,
}
