using IocExplorer.Fuzzing.Inputs;

namespace IocExplorer.Fuzzing.Engine;

/// <summary>Takes away of an input what it fails without: larger pieces first, then smaller ones, down to single bytes.</summary>
internal static class InputMinimiser
{
    private const int MostTries = 20_000;

    /// <param name="stillFails">Whether an input fails in the same way.</param>
    /// <param name="mayGoOn">Asked before each try.</param>
    public static FuzzInput Minimise(FuzzInput input, Func<FuzzInput, bool> stillFails, Func<bool> mayGoOn)
    {
        var tries = 0;
        for (var size = Math.Max(1, input.Bytes.Length / 2); size > 0;)
        {
            var isSmaller = false;
            for (var at = 0; at < input.Bytes.Length;)
            {
                if (++tries > MostTries || !mayGoOn())
                {
                    return input;
                }

                var less = input with { Bytes = [.. input.Bytes[..at], .. input.Bytes[Math.Min(input.Bytes.Length, at + size)..]] };
                if (stillFails(less))
                {
                    input = less;
                    isSmaller = true;
                }
                else
                {
                    at += size;
                }
            }

            size = isSmaller && size == 1 ? 1 : size / 2;
        }

        return input;
    }
}
