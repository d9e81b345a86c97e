namespace IocExplorer.EndToEnd.Tests.Service;

/// <summary>A coordinator or worker node: its process, and the one that takes its place after it was killed.</summary>
/// <param name="program"><c>Coordinator</c> or <c>Workers</c>.</param>
/// <param name="folder">Its working directory.</param>
/// <param name="address">Where it listens.</param>
/// <param name="environment">Its configuration.</param>
internal sealed class NodeProcess(string program, string folder, Uri address, IReadOnlyDictionary<string, string> environment) : IAsyncDisposable
{
    /// <summary>What a host logs when it serves.</summary>
    private const string Ready = "is ready";

    private readonly List<ProgramProcess> _all = [];

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
