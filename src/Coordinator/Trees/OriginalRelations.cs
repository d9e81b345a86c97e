using System.Collections.Frozen;

namespace IocExplorer.Coordinator.Trees;

/// <summary>
/// The labels of the original tool. Its relations have no time: what they are shown with by default is what it wrote, byte
/// for byte, whatever else their sources say.
/// </summary>
internal static class OriginalRelations
{
    private static readonly FrozenSet<string> s_labels = FrozenSet.Create(
        StringComparer.Ordinal,
        "QAX: domain to resolution ip",
        "QAX: domain to whois email",
        "QAX: Whois email to domain",
        "QAX: file to contacted ip",
        "QAX: file to contacted domain",
        "VT: IP to downloaded file",
        "VT: domain to downloaded file",
        "VT: domain to resolution ip",
        "VT: file to contacted ip",
        "VT: file to contacted domain",
        "VT: file to execution parent");

    public static bool Has(string label) => s_labels.Contains(label);
}
