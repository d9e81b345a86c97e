namespace IocExplorer.Messages;

/// <summary>
/// The written names of the IOC types, as the original tool has them: <c>email</c>, <c>file</c>, <c>ip_address</c>, <c>domain</c>; and <c>url</c>.
/// </summary>
public static class IocTypeNames
{
    public static IReadOnlyList<string> All { get; } = ["email", "file", "ip_address", "domain", "url"];

    public static string Name(this IocType type) => type switch
    {
        IocType.Email => "email",
        IocType.File => "file",
        IocType.IpAddress => "ip_address",
        IocType.Domain => "domain",
        IocType.Url => "url",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No such IOC type."),
    };

    /// <summary>Reads a written name; case and surrounding spaces do not matter.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IocType type)
    {
        var name = text.Trim();
        type = name.Equals("email", StringComparison.OrdinalIgnoreCase) ? IocType.Email
            : name.Equals("file", StringComparison.OrdinalIgnoreCase) ? IocType.File
            : name.Equals("ip_address", StringComparison.OrdinalIgnoreCase) ? IocType.IpAddress
            : name.Equals("domain", StringComparison.OrdinalIgnoreCase) ? IocType.Domain
            : name.Equals("url", StringComparison.OrdinalIgnoreCase) ? IocType.Url
            : default;
        return type != default;
    }
}
