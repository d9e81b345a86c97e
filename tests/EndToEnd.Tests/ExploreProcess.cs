using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using IocExplorer.Testing;

namespace IocExplorer.EndToEnd.Tests;

/// <summary>The real seed console in a process of its own, as a user starts it.</summary>
internal sealed partial class ExploreProcess : IAsyncDisposable
{
    private static readonly TimeSpan SafetyLimit = TimeSpan.FromMinutes(4);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly Lock _gate = new();
    private readonly List<(string Text, TaskCompletionSource Seen)> _watched = [];

    private ExploreProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Built beside this test, in the same configuration.</summary>
    public static string ConsolePath { get; } = Path.Combine(
        CheckoutFolder.Root, "src", "Seed", "bin",
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug",
        "net10.0", "IocExplorer.Seed.dll");

    /// <param name="folder">The working directory.</param>
    /// <param name="arguments">Of the console.</param>
    /// <param name="environment">On top of this process's own.</param>
    /// <param name="diskKilobytes">No file may grow beyond so many: to the process the disk is full then. 0: no limit.</param>
    public static ExploreProcess Start(
        string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, int diskKilobytes = 0)
    {
        var (program, before) = diskKilobytes == 0
            ? ("dotnet", Array.Empty<string>())
            : ("bash", ["-c", $"trap '' XFSZ; ulimit -f {diskKilobytes}; exec dotnet \"$@\"", "bash"]);
        var start = new ProcessStartInfo(program, [.. before, ConsolePath, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new(new() { StartInfo = start });
    }

    /// <summary>Ends when the text has been printed, on either stream.</summary>
    public Task PrintedAsync(string text)
    {
        lock (_gate)
        {
            if (_output.ToString().Contains(text, StringComparison.Ordinal) || _errors.ToString().Contains(text, StringComparison.Ordinal))
            {
                return Task.CompletedTask;
            }

            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watched.Add((text, seen));
            return seen.Task.WaitAsync(SafetyLimit);
        }
    }

    /// <summary>Kills it as the kernel would: no handler runs.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Ctrl-C.</summary>
    public void Interrupt()
    {
        const int Sigint = 2;
        if (SendSignal(_process.Id, Sigint) != 0)
        {
            throw new InvalidOperationException($"The console (process {_process.Id}) has ended already.");
        }
    }

    public async Task<ExploreResult> ExitAsync()
    {
        using var limit = new CancellationTokenSource(SafetyLimit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            throw new TimeoutException($"The console ran for more than {SafetyLimit}. It printed:\n{_output}\n{_errors}");
        }

        lock (_gate)
        {
            return new(_process.ExitCode, _output.ToString(), _errors.ToString());
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int process, int signal);

    private void Keep(StringBuilder kept, string? line)
    {
        if (line is null)
        {
            return;
        }

        List<TaskCompletionSource> seen;
        lock (_gate)
        {
            kept.Append(line).Append('\n');
            seen = [.. _watched.Where(w => line.Contains(w.Text, StringComparison.Ordinal)).Select(w => w.Seen)];
            _watched.RemoveAll(w => line.Contains(w.Text, StringComparison.Ordinal));
        }

        seen.ForEach(s => s.TrySetResult());
    }
}
