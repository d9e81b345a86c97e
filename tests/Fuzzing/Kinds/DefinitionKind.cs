using System.Text;
using IocExplorer.Fuzzing.Engine;
using IocExplorer.Fuzzing.Inputs;
using IocExplorer.Workers.Definitions.Catalogue;
using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Reading;

namespace IocExplorer.Fuzzing.Kinds;

/// <summary>A user's definition of a source: the built-in ones, changed. What is taken for a good one is asked and reads an answer.</summary>
internal sealed class DefinitionKind : IFuzzKind
{
    private static readonly JsonPiece[] s_sources = [.. ReadAll().SelectMany(Cut)];

    // What the members of the one could mean for the other.
    private static readonly string[] s_texts =
        ["$", "$[*]", "data[*].a?", "a.*.b", "a[0]", "a[", "[\"a.b\"]", "[*][*]", "a[99999999999]", "?", "{value}", "{kind}", "/x/{value}/{",
            "http://h.example", "https://u:p@h.example/", "domain", "email", "url", "md5", "object", "ndjson", "\n", "", "x y", "file"];

    private readonly byte[] _answer = Encoding.UTF8.GetBytes(
        """{"code":200,"data":[{"a":"192.0.2.1","id":"www.example.com"}],"error":null,"x":{"y":[1,"example.org"]}}""");

    public string Name => "definition";

    public FuzzInput Make(FuzzRandom random)
    {
        var source = random.Pick(s_sources).Copy();
        if (random.OneIn(3))
        {
            Reword(source, random);
        }

        return new(random.OneIn(20) ? Encoding.UTF8.GetBytes(JsonWriting.Of(source)) : JsonMutation.Mutate(source, random), random.Next());
    }

    public bool Try(FuzzInput input)
    {
        var read = SourceDefinitions.Read("own.json", input.Bytes);
        BrokenPromiseException.Unless(read.Definitions.Count == 0 == read.Errors.Count > 0, $"a definition with a mistake, or neither");
        foreach (var definition in read.Definitions)
        {
            Ask(definition, input.Variant);
        }

        return read.Definitions.Count > 0;
    }

    private void Ask(SourceDefinition definition, ulong variant)
    {
        foreach (var operation in definition.Operations.Select(o => AskedOperations.Make(definition, o)).OfType<SourceOperation>())
        {
            var asked = AskedOperations.Asked(operation, variant);
            using var request = operation.CreateRequest(asked, operation.NeedsKey ? AskedOperations.Key : null, null, operation.Limit ?? 10);
            BrokenPromiseException.Unless(request.RequestUri is { Authority: "127.0.0.1:8080" }, $"{operation.Operation.Name} would ask {request.RequestUri}");
            OutcomeChecks.Sound(operation.ReadPage(200, _answer, asked, operation.Limit ?? int.MaxValue), operation, asked, operation.Limit ?? int.MaxValue);
        }
    }

    private static void Reword(JsonPiece piece, FuzzRandom random)
    {
        if (piece.Members is { Count: > 0 } members)
        {
            Reword(random.Pick(members).Value, random);
        }
        else if (piece.Items is { Count: > 0 } items)
        {
            Reword(random.Pick(items), random);
        }
        else
        {
            piece.Become(JsonPiece.Text(random.Pick(s_texts)));
        }
    }

    private static IEnumerable<JsonPiece> ReadAll()
    {
        var assembly = typeof(SourceDefinitions).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".json", StringComparison.Ordinal)
            && !n.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return JsonPiece.Parse(text.ReadToEnd());
        }
    }

    // Two operations at a time: what is wrong with the others would be found over and over.
    private static IEnumerable<JsonPiece> Cut(JsonPiece source)
    {
        var operations = source.Member("operations")!.Items!;
        for (var i = 0; i < operations.Count; i += 2)
        {
            yield return source.Copy().With("operations", JsonPiece.List([.. operations.Skip(i).Take(2).Select(o => o.Copy())]));
        }
    }
}
