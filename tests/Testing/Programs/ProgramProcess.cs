using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace IocExplorer.Testing.Programs;

/// <summary>One of the real programs in a process of its own, as a user starts it.</summary>
public sealed partial class ProgramProcess : IAsyncDisposable
{
    private static readonly TimeSpan SafetyLimit = TimeSpan.FromMinutes(4);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly Lock _gate = new();
    private readonly List<(string Text, TaskCompletionSource Seen)> _watched = [];

    private ProgramProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    /// <summary>What it has printed so far, on both streams.</summary>
    public string Printed
    {
        get
        {
            lock (_gate)
            {
                return $"{_output}{_errors}";
            }
        }
    }

    /// <param name="program">A project of <c>src</c> or <c>tests</c>: <c>Seed</c>, <c>Coordinator</c>, <c>Workers</c>.</param>
    /// <param name="folder">The working directory.</param>
    /// <param name="arguments">Of the program.</param>
    /// <param name="environment">On top of this process's own.</param>
    /// <param name="diskKilobytes">No file may grow beyond so many: to the process the disk is full then. 0: no limit.</param>
    public static ProgramProcess Start(
        string program, string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, int diskKilobytes = 0)
    {
        var (file, before) = diskKilobytes == 0
            ? ("dotnet", Array.Empty<string>())
            : ("bash", ["-c", $"trap '' XFSZ; ulimit -f {diskKilobytes}; exec dotnet \"$@\"", "bash"]);
        var start = new ProcessStartInfo(file, [.. before, PathOf(program), .. arguments])
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

    /// <summary>Built beside this test, in the same configuration.</summary>
    public static string PathOf(string program) => Path.Combine(
        CheckoutFolder.Root, "src", program, "bin",
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug",
        "net10.0", $"IocExplorer.{program}.dll");

    /// <summary>Ends when the text has been printed, on either stream.</summary>
    /// <exception cref="InvalidOperationException">The program has ended without it.</exception>
    public async Task PrintedAsync(string text)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_output.ToString().Contains(text, StringComparison.Ordinal) || _errors.ToString().Contains(text, StringComparison.Ordinal))
            {
                return;
            }

            _watched.Add((text, seen));
        }

        using var limit = new CancellationTokenSource(SafetyLimit);
        var end = _process.WaitForExitAsync(limit.Token);
        if (await Task.WhenAny(seen.Task, end) != seen.Task && !seen.Task.IsCompleted)
        {
            throw new InvalidOperationException(
                $"The program {(end.IsCanceled ? $"did not print \"{text}\" within {SafetyLimit}" : $"ended without printing \"{text}\"")}. It printed:\n"
                + $"{Printed}");
        }
    }

    /// <summary>The first line printed that holds the text, on either stream, once there is one.</summary>
    public async Task<string> LineAsync(string text)
    {
        await PrintedAsync(text);
        lock (_gate)
        {
            return $"{_output}\n{_errors}".Split('\n').First(line => line.Contains(text, StringComparison.Ordinal));
        }
    }

    /// <summary>Kills it as the kernel would: no handler runs.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Ctrl-C.</summary>
    public void Interrupt() => Send(2);

    /// <summary>Asks it to end in order, as a service manager does.</summary>
    public void Terminate() => Send(15);

    /// <summary>Stops it in its tracks, as a machine that is suspended does.</summary>
    public void Pause() => Send(19);

    /// <summary>Lets it go on as if nothing had been.</summary>
    public void Resume() => Send(18);

    public async Task<ProgramResult> ExitAsync()
    {
        using var limit = new CancellationTokenSource(SafetyLimit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            throw new TimeoutException($"The program ran for more than {SafetyLimit}. It printed:\n{_output}\n{_errors}");
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

    private void Send(int signal)
    {
        if (SendSignal(_process.Id, signal) != 0)
        {
            throw new InvalidOperationException($"The program (process {_process.Id}) has ended already. It printed:\n{Printed}");
        }
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
