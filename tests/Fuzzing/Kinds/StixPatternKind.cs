using System.Text;
using IocExplorer.Fuzzing.Engine;
using IocExplorer.Fuzzing.Inputs;
using IocExplorer.Workers.Files.Stix;

namespace IocExplorer.Fuzzing.Kinds;

/// <summary>A STIX pattern by itself.</summary>
internal sealed class StixPatternKind : IFuzzKind
{
    public string Name => "stix-pattern";

    public FuzzInput Make(FuzzRandom random) => new(ByteMutation.Of(TextMutation.Mutate(StixTexts.Pattern(random), random), random), 0);

    public bool Try(FuzzInput input)
    {
        var pattern = StixPattern.Read(Encoding.UTF8.GetString(input.Bytes));
        foreach (var ioc in pattern.Iocs)
        {
            IocChecks.Sound(ioc);
        }

        foreach (var file in pattern.Files)
        {
            BrokenPromiseException.Unless(file.All(pattern.Iocs.Contains), $"a file has a hash that the pattern has not");
        }

        return pattern.Iocs.Count > 0;
    }
}
