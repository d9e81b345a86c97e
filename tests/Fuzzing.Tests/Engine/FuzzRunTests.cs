using IocExplorer.Fuzzing.Engine;

namespace IocExplorer.Fuzzing.Tests.Engine;

public sealed class FuzzRunTests
{
    [Fact]
    public void Run_OfInputsThatAllEndWell_TriesEachOnce()
    {
        var run = Create(text => text.Contains('7', StringComparison.Ordinal), count: 1000);

        run.Run().ShouldBeNull();

        run.Figures[0].Tried.ShouldBe(1000);
        run.Figures[0].Taken.ShouldBeInRange(1, 999);
    }

    [Fact]
    public void Run_OfAnInputThatThrows_SaysWhichAndMakesItSmall()
    {
        var run = Create(text => text.Contains("17", StringComparison.Ordinal) ? throw new FormatException("17 is too much") : true, count: 1000);

        var failure = run.Run().ShouldNotBeNull();

        failure.Input.Bytes.ShouldBe("17"u8.ToArray());
        failure.ToString().ShouldContain($"again: --kind scripted --seed 4 --first {failure.Number} --count 1");
        failure.ToString().ShouldContain("input, 2 bytes: \"17\"");
        failure.What.ShouldContain("17 is too much");
    }

    [Fact]
    public void Run_OfTheNumberOfAFailure_FailsAgain()
    {
        static bool Read(string text) => text.Contains("17", StringComparison.Ordinal) ? throw new FormatException() : true;
        var number = Create(Read, count: 1000).Run().ShouldNotBeNull().Number;

        var again = new FuzzRun(new() { Seed = 4, First = number, Count = 1 }, ScriptedKind.Share(Read), TimeProvider.System).Run();

        again.ShouldNotBeNull().Number.ShouldBe(number);
    }

    [Fact]
    public void Run_OfAnInputThatNeverEnds_SaysWhichAndEnds()
    {
        using var over = new CancellationTokenSource();
        var run = new FuzzRun(
            new() { Seed = 4, Count = 10, Threads = 1, Bound = TimeSpan.FromMilliseconds(5) },
            ScriptedKind.Share(_ =>
            {
                while (!over.IsCancellationRequested)
                {
                    Thread.SpinWait(100);
                }

                return true;
            }),
            TimeProvider.System);

        var failure = run.Run().ShouldNotBeNull();
        over.Cancel();

        failure.Number.ShouldBe(0);
        failure.What.ShouldContain("has not ended");
    }

    [Fact]
    public void Run_OfAnInputThatTakesTooLongEachTime_SaysHowLong()
    {
        var run = new FuzzRun(
            new() { Seed = 4, Count = 10, Threads = 1, Bound = TimeSpan.FromMilliseconds(20) },
            ScriptedKind.Share(_ =>
            {
                // By both clocks: the process's also counts what other tests do meanwhile.
                var (cpu, wall) = (Environment.CpuUsage.TotalTime, TimeProvider.System.GetTimestamp());
                var enough = TimeSpan.FromMilliseconds(30);
                while (Environment.CpuUsage.TotalTime - cpu < enough || TimeProvider.System.GetElapsedTime(wall) < enough)
                {
                    Thread.SpinWait(100);
                }

                return true;
            }),
            TimeProvider.System);

        run.Run().ShouldNotBeNull().What.ShouldStartWith("took ");
    }

    private static FuzzRun Create(Func<string, bool> read, long count) => new(new() { Seed = 4, Count = count }, ScriptedKind.Share(read), TimeProvider.System);
}
