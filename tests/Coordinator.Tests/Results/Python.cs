using System.Diagnostics;

namespace IocExplorer.Coordinator.Tests.Results;

/// <summary>The real thing to compare with, where it is installed.</summary>
internal static class Python
{
    /// <summary>Runs a script; null where there is no python3.</summary>
    /// <param name="script">The program text.</param>
    /// <param name="input">Its standard input.</param>
    public static async Task<byte[]?> RunAsync(string script, byte[] input)
    {
        using var process = new Process { StartInfo = new("python3", ["-c", script]) { RedirectStandardInput = true, RedirectStandardOutput = true } };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        // Both at once: each side may fill its pipe before it reads.
        using var output = new MemoryStream();
        await Task.WhenAll(WriteAsync(process.StandardInput.BaseStream, input), process.StandardOutput.BaseStream.CopyToAsync(output));
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
        return output.ToArray();
    }

    private static async Task WriteAsync(Stream stream, byte[] input)
    {
        await stream.WriteAsync(input);
        stream.Close();
    }
}
