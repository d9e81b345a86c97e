using System.Diagnostics.Metrics;

namespace IocExplorer.Hosting.Metrics;

/// <summary>
/// What an instrument is called in Prometheus: <c>request.duration</c> in seconds, of one of our meters, is <c>iocexplorer_request_duration_seconds</c>.
/// </summary>
internal static class MetricName
{
    private const string Ours = "IocExplorer.";
    private const string Prefix = "iocexplorer_";

    public static string Of(Instrument instrument, MetricKind kind)
    {
        var name = string.Create(instrument.Name.Length, instrument.Name, static (text, given) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = char.IsAsciiLetter(given[i]) || (i > 0 && char.IsAsciiDigit(given[i])) ? given[i] : '_';
            }
        });
        var unit = instrument.Unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        name = instrument.Meter.Name.StartsWith(Ours, StringComparison.Ordinal) ? Prefix + name : name;
        name = name.EndsWith(unit, StringComparison.Ordinal) ? name : name + unit;
        return kind == MetricKind.Counter && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }
}
