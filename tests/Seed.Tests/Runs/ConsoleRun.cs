using System.Text;
using IocExplorer.Testing;
using Spectre.Console;

namespace IocExplorer.Seed.Tests.Runs;

/// <summary>The program run in this process, in a folder of its own, with everything outside it made up.</summary>
internal sealed class ConsoleRun : IDisposable
{
    private readonly StringWriter _error = new();
    private readonly StringWriter _output = new();

    public ConsoleRun()
    {
        Interrupts = new(new FakeTime(), Exits.Add);
    }

    /// <summary>The working directory.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("ioc-explorer-test-").FullName;

    /// <summary>No test asks a source that it does not name: those that are on by default are on the Internet.</summary>
    public Dictionary<string, string> Environment { get; } = new() { ["IOCEXPLORER_general__defaultSources"] = "false" };

    public string Input { get; init; } = "";

    /// <summary>Of <see cref="Input"/>, which begins with its byte order mark, if it has one.</summary>
    public Encoding InputEncoding { get; init; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public Func<HttpMessageHandler>? Http { get; init; }

    public Interrupts Interrupts { get; }

    public string LocalService { get; init; } = "http://127.0.0.1:1";

    /// <summary>Exit codes with which the process would have been ended at once.</summary>
    public List<int> Exits { get; } = [];

    /// <summary>Wide enough that no line is wrapped, unless the test is about a screen.</summary>
    public int Width { get; init; } = 1000;

    public TimeProvider Time { get; init; } = new ShiftedTime();

    /// <summary>Standard output.</summary>
    public string Output => _output.ToString().ReplaceLineEndings("\n");

    /// <summary>Standard error.</summary>
    public string Error => _error.ToString().ReplaceLineEndings("\n");

    /// <summary>Standard output with <c>FOLDER</c> in place of the folder's path.</summary>
    public string OutputWithoutFolder => Output.Replace(Folder, "FOLDER", StringComparison.Ordinal);

    public IEnumerable<string> Results =>
        Directory.Exists(At("results")) ? Directory.GetFiles(At("results")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal) : [];

    public string At(string name) => Path.Combine(Folder, name);

    public void Write(string name, string text) => File.WriteAllText(At(name), text);

    public string Read(string name) => File.ReadAllText(At(name));

    public Task<int> RunAsync(params string[] arguments) => SeedConsole.RunAsync(arguments, ConsoleContext(_output));

    public ConsoleContext ConsoleContext(TextWriter output)
    {
        var console = AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = Width;
        return new()
        {
            Console = console,
            Error = _error,
            In = new MemoryStream([.. InputEncoding.Preamble, .. InputEncoding.GetBytes(Input)]),
            Time = Time,
            Random = new(1),
            Http = Http,
            Environment = Environment,
            WorkingFolder = Folder,
            Interrupts = Interrupts,
            LocalService = LocalService,
        };
    }

    public void Dispose()
    {
        Interrupts.Dispose();
        _output.Dispose();
        _error.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
