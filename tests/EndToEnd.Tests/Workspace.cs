using System.Collections;
using System.Globalization;
using IocExplorer.Seed;
using Spectre.Console;

namespace IocExplorer.EndToEnd.Tests;

/// <summary>A folder of a user: seeds, configuration, database and results; removed at the end.</summary>
internal sealed class Workspace : IDisposable
{
    // Those that are on by default are on the Internet.
    private readonly Dictionary<string, string> _environment = new() { ["IOCEXPLORER_general__defaultSources"] = "false" };

    public Workspace()
    {
        Folder = Directory.CreateTempSubdirectory("ioc-explorer-").FullName;
    }

    public string Folder { get; }

    public string Results => Path.Combine(Folder, "results");

    public string Database => Path.Combine(Folder, "ioc-explorer.db");

    /// <summary>
    /// Both sources at this address, with a key, no quota and quick pauses between tries; each call sets <paramref name="concurrency"/> anew.
    /// </summary>
    public Workspace PointTo(Uri simulator, int concurrency = 64, string key = "a-key-of-the-tests")
    {
        foreach (var source in (string[])["VirusTotal", "QiAnXin"])
        {
            Set($"sources__{source}__baseUrl", (source == "VirusTotal" ? new Uri(simulator, "/api/v3") : simulator).ToString().TrimEnd('/'));
            Set($"sources__{source}__apiKeys__0", key);
            WithoutQuota(source, concurrency);
        }

        return this;
    }

    public Workspace WithoutQuota(string source, int concurrency)
    {
        Set($"sources__{source}__maxConcurrency", concurrency.ToString(CultureInfo.InvariantCulture));
        Set($"sources__{source}__quota__perMinute", "0");
        Set($"sources__{source}__quota__perDay", "0");
        Set($"sources__{source}__quota__perMonth", "0");
        Set("resilience__firstPause", "10ms");
        Set("resilience__longestPause", "50ms");
        Set("resilience__retryAfterFloor", "20ms");
        Set("resilience__retryAfterCeiling", "100ms");
        return this;
    }

    public Workspace Set(string setting, string value)
    {
        _environment["IOCEXPLORER_" + setting] = value;
        return this;
    }

    public Workspace Seeds(IEnumerable<string> lines)
    {
        File.WriteAllLines(Path.Combine(Folder, "ioc.csv"), lines);
        return this;
    }

    public ProgramProcess StartExplore(params string[] arguments) => Start(["explore", .. arguments]);

    /// <summary>A worker of the service, with the configuration of this workspace.</summary>
    public ProgramProcess StartWorker(params string[] arguments) => ProgramProcess.Start("Workers", Folder, arguments, _environment);

    /// <summary>A coordinator of the service, with the configuration of this workspace.</summary>
    public ProgramProcess StartCoordinator(params string[] arguments) => ProgramProcess.Start("Coordinator", Folder, arguments, _environment);

    /// <summary>As on a disk that is nearly full. The run-time's own memory files are kept out of the limit.</summary>
    public ProgramProcess StartExploreOnASmallDisk(int kilobytes) => ProgramProcess.Start(
        "Seed", Folder, ["explore"], new Dictionary<string, string>(_environment) { ["DOTNET_EnableWriteXorExecute"] = "0" }, kilobytes);

    public Task<ProgramResult> ExploreAsync(params string[] arguments) => RunAsync(["explore", .. arguments]);

    /// <summary>Any command of the console, with the configuration of this workspace.</summary>
    public async Task<ProgramResult> RunAsync(params string[] arguments)
    {
        await using var process = Start(arguments);
        return await process.ExitAsync();
    }

    /// <summary>
    /// As <see cref="RunAsync"/>, in the process of the test: says, asks and leaves the same, without what a process costs to start. Two such runs share
    /// nothing but this folder, since the program keeps no state outside a run. Not for a test about the process itself: that it ends or dies.
    /// </summary>
    public async Task<ProgramResult> RunHereAsync(params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        using var interrupts = new Interrupts(TimeProvider.System, code => throw new InvalidOperationException($"It wanted to end with code {code} at once."));
        var console = AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });

        // As wide as what goes into a pipe.
        console.Profile.Width = 10_000;
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "");
        foreach (var (name, value) in _environment)
        {
            environment[name] = value;
        }

        var exitCode = await SeedConsole.RunAsync(arguments, new()
        {
            Console = console,
            Error = errors,
            In = Stream.Null,
            Time = TimeProvider.System,
            Random = new(1),
            Environment = environment,
            WorkingFolder = Folder,
            Interrupts = interrupts,
        });
        return new(exitCode, $"{output}", $"{errors}");
    }

    /// <summary>The results by what stands before the time in their names, with their extension: <c>example.com_depth_3.txt</c>.</summary>
    public SortedDictionary<string, byte[]> Trees()
    {
        var trees = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Results).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            trees[name[..name.LastIndexOf('_')] + Path.GetExtension(file)] = File.ReadAllBytes(file);
        }

        return trees;
    }

    public void ForgetResults() => Directory.Delete(Results, recursive: true);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private ProgramProcess Start(params string[] arguments) => ProgramProcess.Start("Seed", Folder, arguments, _environment);
}
