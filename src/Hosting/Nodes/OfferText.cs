using System.Globalization;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Hosting.Nodes;

/// <summary>The offers of a worker as one text, for distributed data: <c>number:position:level</c>, with commas between them.</summary>
internal static class OfferText
{
    public static string Write(IReadOnlyList<NodeProtocol.Offer> offers) =>
        string.Join(',', offers.Select(o => $"{o.Operation.Value}:{o.Position}:{(int)o.ClearedFor}"));

    /// <summary>Entries of another version that cannot be read are skipped.</summary>
    public static IEnumerable<NodeProtocol.Offer> Read(string text)
    {
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = part.Split(':');
            if (fields.Length >= 3 && Number(fields[0], out var operation) && Number(fields[1], out var position) && Number(fields[2], out var level)
                && Enum.IsDefined((SharingLevel)level))
            {
                yield return new(new(operation), position, (SharingLevel)level);
            }
        }
    }

    private static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
