using IocExplorer.Testing.Programs;

namespace IocExplorer.Testing.Clusters;

/// <summary>A coordinator or worker node: its process, and the one that takes its place after it was killed.</summary>
/// <param name="program"><c>Coordinator</c> or <c>Workers</c>.</param>
/// <param name="folder">Its working directory.</param>
/// <param name="address">Where it listens.</param>
/// <param name="environment">Its configuration.</param>
public sealed class NodeProcess(string program, string folder, Uri address, IReadOnlyDictionary<string, string> environment) : IAsyncDisposable
{
    /// <summary>What a host logs when it serves.</summary>
    private const string Ready = "is ready";

    private readonly List<ProgramProcess> _all = [];

    /// <summary>As the cluster knows it.</summary>
    public string Name => environment["IOCEXPLORER_node__name"];

    public Uri Address { get; } = address;

    public bool IsCoordinator { get; } = program == "Coordinator";

    public ProgramProcess Process => _all[^1];

    /// <summary>What all its processes have printed, the first first.</summary>
    public string Printed => string.Join("\n--- started again ---\n", _all.Select(p => p.Printed));

    /// <summary>Starts it, for the first time or again; ends when it serves.</summary>
    public Task StartAsync()
    {
        _all.Add(ProgramProcess.Start(program, folder, [], environment));
        return Process.PrintedAsync(Ready);
    }

    /// <summary>Stopped in its tracks; it takes connections and never answers.</summary>
    public bool IsPaused { get; private set; }

    public void Pause()
    {
        IsPaused = true;
        Process.Pause();
    }

    public void Resume()
    {
        Process.Resume();
        IsPaused = false;
    }

    /// <summary>As the kernel kills; ends when it is gone.</summary>
    public async Task KillAsync()
    {
        Process.Kill();
        await Process.ExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _all)
        {
            await process.DisposeAsync();
        }
    }
}
