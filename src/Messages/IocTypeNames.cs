namespace IocExplorer.Messages;

/// <summary>
/// The written names of the IOC types, as the original tool has them: <c>email</c>, <c>file</c>, <c>ip_address</c>, <c>domain</c>; and <c>url</c>.
/// </summary>
public static class IocTypeNames
{
    private static readonly string[] s_names = ["email", "file", "ip_address", "domain", "url"];

    public static IReadOnlyList<string> All => s_names;

    public static string Name(this IocType type) => type is >= IocType.Email and <= IocType.Url
        ? s_names[(int)type - 1]
        : throw new ArgumentOutOfRangeException(nameof(type), type, "No such IOC type.");

    /// <summary>Reads a written name; case and surrounding spaces do not matter.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IocType type)
    {
        type = (IocType)(WrittenNames.IndexOf(s_names, text) + 1);
        return type != default;
    }
}
