namespace IocExplorer.Coordinator.Api.Findings;

/// <summary>A report that is being made, and how many wait for it. Touched under the lock of its keeper.</summary>
internal sealed class ReportInMaking : IDisposable
{
    public CancellationTokenSource Stop { get; } = new();

    /// <summary>Ends when the report is kept, or is not to be had.</summary>
    public Task Done { get; set; } = Task.CompletedTask;

    public int Waiting { get; set; }

    /// <summary>Stops it when nobody has come until then.</summary>
    public ITimer? Rest { get; set; }

    public bool IsOver { get; private set; }

    public void Dispose()
    {
        IsOver = true;
        Rest?.Dispose();
        Stop.Dispose();
    }
}
