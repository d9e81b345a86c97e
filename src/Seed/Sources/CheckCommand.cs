using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Reading;

namespace IocExplorer.Seed.Sources;

/// <summary><c>sources check</c>: whether a definition is good; what it would ask if so, what is wrong where if not.</summary>
internal sealed class CheckCommand(ConsoleContext consoleContext)
{
    public int Run(string file)
    {
        var screen = consoleContext.MakeScreen();
        var loaded = SourceFile.Read(consoleContext.Full(file));
        if (loaded.Definitions is not [var definition])
        {
            screen.Complain(loaded.Errors.Select(m => m.ToString()));
            screen.Complain(loaded.Errors.Count == 1
                ? "1 mistake. Correct it and check again."
                : $"{loaded.Errors.Count} mistakes. Correct them and check again.");
            return ExitCodes.NothingRun;
        }

        var count = definition.Operations.Count;
        var operations = count == 1 ? "operation" : "operations";
        screen.Say($"{Path.GetFileName(file)} is good: {definition.Name}, version {definition.Version}, {count} {operations}.");
        screen.Say(definition.Operations.SelectMany(Lines));
        if (definition.IsBuiltIn)
        {
            screen.Say("This is the file that comes with the program; `sources try` shows what it finds.");
            return ExitCodes.Complete;
        }

        if (SourceDefinitions.Load().Definitions.Any(d => d.Name.Equals(definition.Name, StringComparison.OrdinalIgnoreCase)))
        {
            screen.Say($"There is a built-in source {definition.Name} already: in a folder of yours this one would be refused. Give it another name.");
        }

        screen.Say("Put it into a folder and name that in general.sourcesFolder to use it; `sources try` shows what it finds.");
        return ExitCodes.Complete;
    }

    private static IEnumerable<string> Lines(OperationDefinition operation)
    {
        var kinds = operation.Kinds is { } some && some.Count < Enum.GetValues<IocKind>().Length
            ? $" ({string.Join(", ", some.Keys.Where(k => operation.Accepts.Contains(k.TypeOf())).Select(k => k.Name()))})"
            : "";
        var url = operation.BaseUrl is { } host ? $"{host.AbsoluteUri.TrimEnd('/')}{operation.Path}" : $"(no baseUrl){operation.Path}";
        var types = string.Join(", ", operation.Accepts.Select(a => a.Name()));
        var method = operation.IsPost ? "POST" : "GET";
        yield return $"  {operation.Name}: {method} {url} about {types}{kinds}{(operation.OnByDefault ? "" : ", off by default")}";
        foreach (var relation in operation.Relations)
        {
            yield return $"    {relation.Label}: {string.Join(" or ", relation.OrYields.Prepend(relation.Yields).Select(t => t.Name()))} at {relation.Value}";
        }

        if (operation.Tags.Count > 0)
        {
            var tags = operation.Tags.Select(t => t.Name == TagDefinition.Mark && t.Value is { } path ? path.Text : t.Name).Distinct();
            yield return $"    tags: {string.Join(", ", tags)}";
        }
    }
}
