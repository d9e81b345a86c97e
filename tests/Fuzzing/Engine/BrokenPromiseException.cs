namespace IocExplorer.Fuzzing.Engine;

/// <summary>The product took an input and what it made of it cannot be right.</summary>
internal sealed class BrokenPromiseException(string message) : Exception(message)
{
    /// <param name="promise">What is wrong. Put together only when it is.</param>
    public static void Unless(bool isKept, FormattableString promise)
    {
        if (!isKept)
        {
            throw new BrokenPromiseException(FormattableString.Invariant(promise));
        }
    }
}
