using System.Diagnostics;
using System.Globalization;

namespace IocExplorer.Benchmarks;

/// <summary>A process of the project, started in its own folder, with its peak memory watched from outside.</summary>
internal sealed class MeasuredProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;
    private readonly TimeProvider _time;
    private readonly long _started;
    private long _peakKilobytes;
    private TimeSpan _processor;

    private MeasuredProcess(ProcessStartInfo start, TimeProvider time)
    {
        _time = time;
        _started = time.GetTimestamp();
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        FirstLine = _process.StandardOutput.ReadLineAsync();
        _output = RestAsync();
        _errors = _process.StandardError.ReadToEndAsync();
        async Task<string> RestAsync() => await FirstLine + "\n" + await _process.StandardOutput.ReadToEndAsync();
    }

    public Task<string?> FirstLine { get; }

    public static MeasuredProcess Start(
        string assembly, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string> environment, TimeProvider time)
    {
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new(start, time);
    }

    /// <summary>Waits for the end. Peak memory and processor time are the kernel's, as last seen: looked at 20 times a second.</summary>
    public async Task<ProcessFigures> ExitAsync(TimeSpan limit)
    {
        using var deadline = new CancellationTokenSource(limit, _time);
        var exit = _process.WaitForExitAsync(deadline.Token);
        while (!exit.IsCompleted)
        {
            Look();
            await Task.WhenAny(exit, Task.Delay(TimeSpan.FromMilliseconds(50), _time));
        }

        var elapsed = _time.GetElapsedTime(_started);
        await exit;
        return new(_process.ExitCode, elapsed, _processor, _peakKilobytes / 1024.0, await _output, await _errors);
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

    private void Look()
    {
        try
        {
            _peakKilobytes = long.Parse(
                File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).AsSpan(6).Trim().TrimEnd("kB")
                    .Trim(),
                CultureInfo.InvariantCulture);

            // Behind the name in brackets: fields 12 and 13 are user and system time, in ticks of 10 ms.
            var stat = File.ReadAllText($"/proc/{_process.Id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            _processor = TimeSpan.FromMilliseconds(
                10 * (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)));
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // The process ended between two looks; the last figures stand.
        }
    }
}
