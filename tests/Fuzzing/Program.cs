using System.Globalization;
using IocExplorer.Fuzzing.Engine;
using IocExplorer.Fuzzing.Kinds;

if (FuzzOptions.Read(args, out var problem) is not { } options)
{
    await Console.Error.WriteLineAsync(problem);
    return 2;
}

var shares = AllKinds.Of(options.Kinds, out problem);
if (shares.Count == 0)
{
    await Console.Error.WriteLineAsync(problem);
    return 2;
}

var run = new FuzzRun(options, shares, TimeProvider.System);
var failure = run.Run();
foreach (var figures in run.Figures)
{
    Console.WriteLine(figures);
}

if (failure is not null)
{
    Console.WriteLine(failure);
}

var tried = run.Figures.Sum(f => f.Tried);
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"seed {options.Seed}: {tried:N0} inputs of {shares.Count} kinds in {run.Elapsed.TotalSeconds:N0} s, {tried / Math.Max(run.Elapsed.TotalSeconds, 0.001):N0} a second on {options.Threads} threads, {(failure is null ? "0 failures" : "1 failure")}"));
return failure is null ? 0 : 1;
