namespace IocExplorer.Fuzzing.Engine;

/// <summary>The product took an input and what it made of it cannot be right.</summary>
internal sealed class BrokenPromiseException(string message) : Exception(message)
{
    public static void Unless(bool isKept, string promise)
    {
        if (!isKept)
        {
            throw new BrokenPromiseException(promise);
        }
    }
}
