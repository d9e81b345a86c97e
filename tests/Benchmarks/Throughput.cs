using System.Globalization;

namespace IocExplorer.Benchmarks;

/// <summary>Queries a second with no latency and no quota, against a bare loop over the same URLs in the same run, in turns.</summary>
internal static class Throughput
{
    private const int Seeds = 200;
    private const int Concurrency = 64;
    private const int Rounds = 3;

    public static async Task RunAsync(TimeProvider time)
    {
        foreach (var bytes in (int[])[512, 6144])
        {
            await RunAsync(bytes, time);
        }
    }

    private static async Task RunAsync(int bytes, TimeProvider time)
    {
        var size = bytes.ToString(CultureInfo.InvariantCulture);
        var urlFile = Path.GetTempFileName();
        try
        {
            await using (var logging = await SimulatorProcess.StartAsync(time, "--answer-bytes", size, "--log-requests"))
            {
                await Exploration.RunAsync(logging.Address, await logging.SeedsAsync(Seeds), Concurrency / 2, time);
                await File.WriteAllLinesAsync(urlFile, await logging.UrlsAsync());
            }

            await using var simulator = await SimulatorProcess.StartAsync(time, "--answer-bytes", size, "--count", "Totals");
            await File.WriteAllLinesAsync(urlFile, Rebase(await File.ReadAllLinesAsync(urlFile), simulator.Address));
            var seeds = await simulator.SeedsAsync(Seeds);
            var rounds = new List<(Exploration Product, double BareRate, double BareProcessor)>();
            for (var round = 0; round < Rounds; round++)
            {
                var product = await Exploration.RunAsync(simulator.Address, seeds, Concurrency / 2, time);
                var (rate, processor) = await BareAsync(urlFile, time);
                rounds.Add((product, rate, processor));
            }

            Print(bytes, rounds);
        }
        finally
        {
            File.Delete(urlFile);
        }
    }

    private static async Task<(double Rate, double Processor)> BareAsync(string urlFile, TimeProvider time)
    {
        await using var process = MeasuredProcess.Start(
            Outputs.Benchmarks, ["bare-loop", urlFile, Concurrency.ToString(CultureInfo.InvariantCulture)],
            Path.GetTempPath(), new Dictionary<string, string>(), time);
        var figures = await process.ExitAsync(TimeSpan.FromMinutes(5));
        var parts = figures.Output.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var requests = double.Parse(parts[0], CultureInfo.InvariantCulture);
        return (requests / double.Parse(parts[1], CultureInfo.InvariantCulture), figures.Processor.TotalMicroseconds / requests);
    }

    private static IEnumerable<string> Rebase(string[] urls, Uri address) =>
        urls.Select(url => address.ToString().TrimEnd('/') + url[url.IndexOf('/', "http://".Length)..]);

    private static void Print(int bytes, List<(Exploration Product, double BareRate, double BareProcessor)> rounds)
    {
        Report.Title($"Throughput, answers of {bytes} bytes, {Seeds} seeds, depth 3, {Concurrency} at once, no latency, no quota");
        foreach (var (product, bareRate, bareProcessor) in rounds)
        {
            var own = product.Process.Processor.TotalMicroseconds / product.Requests;
            Report.Line(
                $"{product.Requests} queries: {product.RequestsPerSecond:0} a second ({own:0} us of CPU each, {product.Process.PeakMegabytes:0} MB); bare loop "
                + $"{bareRate:0} a second ({bareProcessor:0} us); ratio {product.RequestsPerSecond / bareRate:0.000}");
        }

        var ratios = rounds.Select(r => r.Product.RequestsPerSecond / r.BareRate).Order().ToList();
        Report.Line($"median ratio {ratios[ratios.Count / 2]:0.000} (wanted: 0.5 at 6144 bytes)");
    }
}
