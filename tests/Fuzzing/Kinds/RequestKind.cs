using System.Globalization;
using System.Text;
using IocExplorer.Fuzzing.Engine;
using IocExplorer.Fuzzing.Inputs;
using IocExplorer.Messages;

namespace IocExplorer.Fuzzing.Kinds;

/// <summary>A value on its way out: whatever it is, it is asked of its source and of nobody else.</summary>
internal sealed class RequestKind : IFuzzKind
{
    public string Name => "request";

    public FuzzInput Make(FuzzRandom random) =>
        new(Encoding.UTF8.GetBytes(TextMutation.Mutate(IocTexts.Written(IocTexts.Any(random), random), random)), random.Next());

    public bool Try(FuzzInput input)
    {
        var text = Encoding.UTF8.GetString(input.Bytes);
        var isTaken = false;
        foreach (var type in Enum.GetValues<IocType>())
        {
            isTaken |= IocParser.TryParse(type, text, out var ioc, out _) && Ask(ioc, input.Variant);
        }

        return isTaken;
    }

    public string Describe(FuzzInput input) => string.Create(CultureInfo.InvariantCulture, $"of the operations from {First(input.Variant)} on");

    private static bool Ask(Ioc ioc, ulong variant)
    {
        // Some of those that take it: all of them would be a hundred requests an input.
        var left = 4;
        for (var i = 0; i < AskedOperations.All.Count && left > 0; i++)
        {
            var operation = AskedOperations.All[(First(variant) + i) % AskedOperations.All.Count].Operation;
            if (!operation.Operation.Accepts.Contains(ioc.Type) || !operation.CanBeAskedAbout(ioc))
            {
                continue;
            }

            left--;
            using var request = operation.CreateRequest(ioc, operation.NeedsKey ? AskedOperations.Key : null, null, operation.Limit ?? 10);
            BrokenPromiseException.Unless(request.RequestUri is { Scheme: "http", Authority: "127.0.0.1:8080", Fragment: "" },
                $"{operation.Operation.Source} {operation.Operation.Name} would ask {request.RequestUri}");
        }

        return left < 4;
    }

    private static int First(ulong variant) => (int)(variant % (ulong)AskedOperations.All.Count);
}
