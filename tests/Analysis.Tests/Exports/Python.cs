using System.Diagnostics;
using System.Text;

namespace IocExplorer.Analysis.Tests.Exports;

/// <summary>
/// Reads an export with software that is not ours: a program for Debian's python3, which finds the export in its standard input and prints what it understood.
/// </summary>
internal static class Python
{
    private static readonly TimeSpan SafetyLimit = TimeSpan.FromMinutes(2);

    /// <returns>The lines that it printed.</returns>
    public static async Task<string[]> ReadAsync(string program, string export)
    {
        var start = new ProcessStartInfo("python3", ["-X", "utf8", "-c", program])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        using var process = Process.Start(start)!;
        var printed = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(export);
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(SafetyLimit);
        process.ExitCode.ShouldBe(0, await errors);
        return (await printed).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
