using System.Globalization;

namespace IocExplorer.Fuzzing.Engine;

/// <summary>What is run.</summary>
internal sealed record FuzzOptions
{
    public const string Usage = "Usage: Fuzzing [--seed N] [--count N] [--first N] [--seconds S] [--threads N] [--kind KIND[,KIND...]]";

    /// <summary>Another seed is another set of inputs. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Inputs over all kinds, each in its share. Default 1,000,000.</summary>
    public long Count { get; init; } = 1_000_000;

    /// <summary>The number of the first input of each kind: with a count of 1 and one kind this is the input that a failure named. Default 0.</summary>
    public long First { get; init; }

    /// <summary>When to stop though inputs are left; null: when all were tried.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Default: as many as there are processors.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Longer than this no input may take. Default 2 s.</summary>
    public TimeSpan Bound { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Empty for all.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <returns>Null when the arguments make no sense; then <paramref name="problem"/> says why.</returns>
    public static FuzzOptions? Read(IReadOnlyList<string> arguments, out string problem)
    {
        var options = new FuzzOptions();
        problem = "";
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var value = i + 1 < arguments.Count ? arguments[i + 1] : "";
            var isNumber = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            switch (arguments[i])
            {
                case "--seed" when isNumber:
                    options = options with { Seed = (ulong)number };
                    break;
                case "--count" when isNumber && number > 0:
                    options = options with { Count = number };
                    break;
                case "--first" when isNumber:
                    options = options with { First = number };
                    break;
                case "--seconds" when isNumber && number is > 0 and < int.MaxValue:
                    options = options with { Time = TimeSpan.FromSeconds(number) };
                    break;
                case "--threads" when isNumber && number is > 0 and <= 1024:
                    options = options with { Threads = (int)number };
                    break;
                case "--kind" when value.Length > 0:
                    options = options with { Kinds = value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) };
                    break;
                default:
                    problem = $"{arguments[i]} {value} is nothing that can be set. {Usage}";
                    return null;
            }
        }

        return options;
    }
}
