using IocExplorer.Fuzzing.Engine;
using IocExplorer.Fuzzing.Inputs;
using IocExplorer.Messages;
using IocExplorer.Workers.Asking;
using IocExplorer.Workers.Files;

namespace IocExplorer.Fuzzing.Kinds;

/// <summary>A file of a user's own intelligence, read and then asked about.</summary>
/// <param name="name">Of the kind.</param>
/// <param name="file">The name of the file: by its ending it is taken for JSON or not.</param>
/// <param name="make">Its bytes.</param>
/// <param name="workspace">Where it is written to.</param>
internal sealed class RelationFileKind(string name, string file, Func<FuzzRandom, byte[]> make, FuzzWorkspace workspace) : IFuzzKind
{
    // Some are asked about, and whoever is named by the answers.
    private const int MostAsked = 24;

    private static readonly Ioc[] s_first =
    [
        .. Enumerable.Range(0, 8).Select(n => new Ioc(IocType.Domain, IocTexts.Domain(new((ulong)n))))
            .Where(i => IocParser.TryParse(i.Type, i.Value, out var normal, out _) && normal == i),
        new(IocType.IpAddress, "192.0.2.1"), new(IocType.Domain, "example.com"), new(IocType.Domain, "a.example"),
    ];

    public string Name => name;

    public FuzzInput Make(FuzzRandom random) => new(make(random), 0);

    public bool Try(FuzzInput input)
    {
        var source = FileSource.Load([workspace.Write(file, input.Bytes)]);
        using var gate = new KeyGate(source.Name, source.Keys[0], TimeProvider.System);
        var asked = new Queue<Ioc>(s_first);
        var known = s_first.ToHashSet();
        for (var left = MostAsked; left > 0 && asked.TryDequeue(out var ioc); left--)
        {
            var answer = source.AskAsync(gate, new(new(1), source.Operations[0]), ioc, CancellationToken.None).AsTask();
            BrokenPromiseException.Unless(answer is { IsCompletedSuccessfully: true, Result: Answer.Found or Answer.Empty },
                $"asked about {ioc} there is no answer");
            if (answer.Result is Answer.Found found)
            {
                Check(found);
                found.Relations.Select(r => r.Target).Concat(found.Tags.Select(t => t.About)).Where(known.Add).ToList().ForEach(asked.Enqueue);
            }
        }

        return source.Relations > 0 || known.Count > s_first.Length;
    }

    private static void Check(Answer.Found found)
    {
        BrokenPromiseException.Unless(!found.HoldsNothing, $"an answer that holds nothing is called found");
        IocChecks.Sound(found.Relations);
        IocChecks.Sound(found.Tags);
    }
}
