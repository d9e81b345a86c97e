using System.Text;
using IocExplorer.Fuzzing.Engine;
using IocExplorer.Fuzzing.Inputs;
using IocExplorer.Messages;

namespace IocExplorer.Fuzzing.Kinds;

/// <summary>One value, with its type known and without.</summary>
internal sealed class IocKind : IFuzzKind
{
    private static readonly IocType[] s_types = Enum.GetValues<IocType>();

    public string Name => "ioc";

    public FuzzInput Make(FuzzRandom random) =>
        new(ByteMutation.Of(TextMutation.Mutate(IocTexts.Written(IocTexts.Any(random), random), random), random), random.Next());

    public bool Try(FuzzInput input)
    {
        // A value can also come out of JSON, with halves of surrogate pairs.
        var text = Encoding.UTF8.GetString(input.Bytes);
        text = input.Variant % 20 == 0 ? $"{text}\ud800" : text;
        var isTaken = IocParser.TryParse(text, out var bare, out var reason);
        Check(isTaken, bare, reason);
        foreach (var type in s_types)
        {
            var isOne = IocParser.TryParse(type, text, out var ioc, out reason);
            Check(isOne, ioc, reason);
            BrokenPromiseException.Unless(!isOne || ioc.Type == type, $"{type} was asked for, {ioc.Type} {ioc.Value} came");
            isTaken |= isOne;
        }

        return isTaken;
    }

    private static void Check(bool isOne, Ioc ioc, string reason)
    {
        BrokenPromiseException.Unless(isOne == (reason.Length == 0), $"an IOC with a reason why it is none, or none without");
        BrokenPromiseException.Unless(Ascii.IsValid(reason), $"a reason that is more than ASCII: {reason}");
        if (isOne)
        {
            IocChecks.Sound(ioc);
            _ = ReservedIocs.IsReserved(ioc, out _);
        }
    }
}
