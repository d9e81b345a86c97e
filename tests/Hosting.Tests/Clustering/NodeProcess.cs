using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using IocExplorer.Testing;

namespace IocExplorer.Hosting.Tests.Clustering;

/// <summary>A node in a process of its own (see <see cref="NodeChild"/>), to be killed and frozen.</summary>
internal sealed partial class NodeProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private TaskCompletionSource _printed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NodeProcess(ProcessStartInfo start)
    {
        _process = new() { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
    }

    public static NodeProcess Start(string connectionString, string name, string role, int port = 0) => new(new(
        Path.Combine(AppContext.BaseDirectory, "IocExplorer.Hosting.Tests"),
        ["node", connectionString, name, role, port.ToString(CultureInfo.InvariantCulture)])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    });

    /// <summary>Ends when a line with the text has been printed so often.</summary>
    /// <returns>The last of these lines.</returns>
    public async Task<string> PrintedAsync(string phase, string text, int times = 1)
    {
        using var late = new CancellationTokenSource(SafetyTimeout.Length);
        while (true)
        {
            if (late.IsCancellationRequested)
            {
                throw new TimeoutException($"{phase}: expected \"{text}\" {times} times. The process printed:\n{All()}");
            }

            Task more;
            lock (_gate)
            {
                if (_lines.FindAll(line => line.Contains(text, StringComparison.Ordinal)) is var printed && printed.Count >= times)
                {
                    return printed[^1];
                }

                more = _printed.Task;
            }

            await more.WaitAsync(late.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>How many lines with the text have been printed so far.</summary>
    public int CountOf(string text)
    {
        lock (_gate)
        {
            return _lines.Count(line => line.Contains(text, StringComparison.Ordinal));
        }
    }

    /// <summary>Asks the node until it sees these names up and no others.</summary>
    public async Task SeesAsync(string phase, params string[] names)
    {
        var expected = $"members {string.Join(' ', names.Order(StringComparer.Ordinal).Select(name => $"{name}=Up"))}";
        using var late = new CancellationTokenSource(SafetyTimeout.Length);
        while (true)
        {
            await _process.StandardInput.WriteLineAsync("members");
            await _process.StandardInput.FlushAsync(late.Token);
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
            lock (_gate)
            {
                if (_lines.FindLast(line => line.StartsWith("members", StringComparison.Ordinal)) == expected)
                {
                    return;
                }
            }

            if (late.IsCancellationRequested)
            {
                throw new TimeoutException($"{phase}: expected {expected}. It printed:\n{All()}");
            }
        }
    }

    public async Task AskAsync(string entity)
    {
        await _process.StandardInput.WriteLineAsync($"ask {entity}");
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>As the kernel kills: no handler runs.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async Task<int> TerminateAsync()
    {
        Send(15);
        await _process.WaitForExitAsync().InTimeAsync("SIGTERM", "the process", "to end", All);
        return _process.ExitCode;
    }

    /// <summary>Stops it in its tracks.</summary>
    public void Freeze() => Send(19);

    public void Thaw() => Send(18);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int process, int signal);

    private void Send(int signal) => SendSignal(_process.Id, signal).ShouldBe(0, All());

    private string All()
    {
        lock (_gate)
        {
            return string.Join('\n', _lines);
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        TaskCompletionSource printed;
        lock (_gate)
        {
            _lines.Add(line);
            printed = _printed;
            _printed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        printed.TrySetResult();
    }
}
