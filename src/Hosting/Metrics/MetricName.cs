using System.Diagnostics.Metrics;

namespace IocExplorer.Hosting.Metrics;

/// <summary>What an instrument is called in Prometheus: <c>iocexplorer.request.duration</c> in seconds is <c>iocexplorer_request_duration_seconds</c>.</summary>
internal static class MetricName
{
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
        name = name.EndsWith(unit, StringComparison.Ordinal) ? name : name + unit;
        return kind == MetricKind.Counter && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }
}
