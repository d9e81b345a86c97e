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
var often = TimeSpan.FromMinutes(1);
FuzzFailure? failure;
using (TimeProvider.System.CreateTimer(_ => Console.Error.WriteLine(run.Summary), null, often, often))
{
    failure = run.Run();
}

foreach (var figures in run.Figures)
{
    Console.WriteLine(figures);
}

if (failure is not null)
{
    Console.WriteLine(failure);
}

Console.WriteLine(run.Summary);
return failure is null ? 0 : 1;
