namespace IocExplorer.Hosting.Configuration.Hocon;

/// <summary>
/// Reads one HOCON text into a tree in which every value knows its place. It is stricter than Akka's parser, which takes a brace too many
/// for the end of the file and a quote that is never closed for a text, and it bounds nesting: Akka's parser recurses until the stack ends.
/// </summary>
internal sealed class HoconReader(HoconScanner scanner, HoconIncludes includes, string file, string folder, IReadOnlyList<string> includedAt)
{
    private const int Deepest = 64;

    private const string NoValue = "this name has no value. Write name = value, or name { ... }; a name with other signs needs double quotes.";

    private const string NeedsQuotes =
        "Put the whole value in double quotes; or, if a new setting begins here, put a comma or a line break before it.";

    /// <summary>Reads all settings of a file.</summary>
    /// <param name="utf8">The text, which may begin with a byte order mark.</param>
    public static HoconNode.Group Read(byte[] utf8, string name, string path, HoconIncludes includes)
    {
        var root = HoconNode.Group.Empty(foldCase: true);
        includes.Read(path, utf8, name, place: null, (text, file, folder) => new HoconReader(new(text, file), includes, file, folder, []).ReadFile(root));
        return root;
    }

    private void ReadFile(HoconNode.Group root)
    {
        scanner.SkipBlanks();
        if (scanner.Peek() == '[')
        {
            throw scanner.Wrong("a configuration is an object with names, not a list. Write name = value, or { ... } around it all.");
        }

        if (scanner.Peek() != '{')
        {
            Members(root, includedAt, includedAt.Count, hasBraces: false);
            return;
        }

        Braces(root, includedAt, includedAt.Count);
        scanner.SkipBlanks();
        if (!scanner.IsAtEnd)
        {
            throw scanner.Wrong($"the brace before this closes the whole configuration, so nothing may follow, not even {HoconPath.Shown(scanner)}."
                + " Look for a brace too many.");
        }
    }

    private void Braces(HoconNode.Group group, IReadOnlyList<string> path, int depth)
    {
        var unclosed = scanner.Wrong("this brace is not closed. Add the closing }.");
        scanner.Take();
        Members(group, path, depth, hasBraces: true);
        if (scanner.IsAtEnd)
        {
            throw unclosed;
        }

        scanner.Take();
    }

    private void Members(HoconNode.Group group, IReadOnlyList<string> path, int depth, bool hasBraces)
    {
        if (depth > Deepest)
        {
            throw scanner.Wrong($"nested deeper than {Deepest} levels. No setting is that deep; look for a brace that is not closed.");
        }

        scanner.SkipBlanks();
        while (!scanner.IsAtEnd && !(hasBraces && scanner.Peek() == '}'))
        {
            if (scanner.Peek() == '}')
            {
                throw scanner.Wrong("a } too many: no brace is open here. Take it out, or look for the one before that closed too early.");
            }

            if (!TryInclude(group, path, depth))
            {
                Member(group, path, depth);
            }

            Separator('}', "a comma or a line break is missing before this.");
        }
    }

    private void Separator(char end, string problem)
    {
        var lineEnded = scanner.SkipBlanks();
        if (scanner.Peek() == ',')
        {
            scanner.Take();
            scanner.SkipBlanks();
        }
        else if (!lineEnded && !scanner.IsAtEnd && scanner.Peek() != end)
        {
            throw scanner.Wrong(problem);
        }
    }

    private void Member(HoconNode.Group group, IReadOnlyList<string> path, int depth)
    {
        var place = Here();
        var (line, column) = (scanner.Line, scanner.Column);
        var names = HoconPath.Read(scanner, path);
        List<string> whole = [.. path, .. names];
        if (depth + names.Count > Deepest)
        {
            throw scanner.Wrong($"nested deeper than {Deepest} levels. No setting is that deep.");
        }

        scanner.SkipBlanks();
        var isAppended = scanner.Sees("+=");
        if (isAppended || scanner.Peek() is '=' or ':')
        {
            scanner.Take(isAppended ? 2 : 1);
            scanner.SkipBlanks();
        }
        else if (scanner.Peek() != '{')
        {
            // The name is not shown: when a file of keys is given as configuration by mistake, the keys must not appear on the screen.
            throw new HoconSyntaxException(file, line, column, NoValue);
        }

        var value = Value(whole, depth + names.Count);
        var at = group;
        foreach (var (name, index) in names.SkipLast(1).Select((n, i) => (n, i)))
        {
            var field = at.FieldOf(name);
            field.Assign(new(NewGroup([.. path, .. names.Take(index + 1)]), place));
            at = (HoconNode.Group)field.Assignments[^1].Value;
        }

        var last = at.FieldOf(names[^1]);
        if (isAppended)
        {
            last.Append(new(whole, [], IsOptional: true, place), new(value, place));
        }
        else
        {
            last.Assign(new(value, place));
        }
    }

    private HoconNode Value(IReadOnlyList<string> path, int depth)
    {
        var place = Here();
        List<HoconNode> parts = [];
        while (true)
        {
            var spaces = parts.Count > 0 ? scanner.TakeSpaces() : "";
            if (scanner.IsAtEnd || scanner.Peek() is ',' or '}' or ']' or '\n' || scanner.SeesComment())
            {
                return parts.Count switch
                {
                    0 => throw scanner.Wrong("a value is missing here. Write one, \"\" for an empty text, or null for the default."),
                    1 => parts[0],
                    _ => new HoconNode.Concatenation(parts),
                };
            }

            if (spaces.Length > 0)
            {
                parts.Add(new HoconNode.Literal(spaces, IsQuoted: false));
            }

            parts.Add(Part(path, depth));
        }
    }

    private HoconNode Part(IReadOnlyList<string> path, int depth)
    {
        switch (scanner.Peek())
        {
            case '{':
                var group = NewGroup(path);
                Braces(group, path, depth + 1);
                return group;
            case '[':
                return Items(path, depth + 1);
            case '"':
                return new HoconNode.Literal(scanner.TakeQuoted(), IsQuoted: true);
            case '$' when scanner.Peek(1) == '{':
                return Substitution();
            default:
                var text = scanner.TakeUnquoted(stopAtDot: false);
                return text.Length > 0
                    ? new HoconNode.Literal(text, IsQuoted: false)
                    : throw scanner.Wrong($"a value without quotes cannot hold {HoconPath.Shown(scanner)}. {NeedsQuotes}");
        }
    }

    private HoconNode.List Items(IReadOnlyList<string> path, int depth)
    {
        if (depth > Deepest)
        {
            throw scanner.Wrong($"nested deeper than {Deepest} levels. No setting is that deep; look for a bracket that is not closed.");
        }

        var unclosed = scanner.Wrong("this bracket is not closed. Add the closing ].");
        List<HoconAssignment> items = [];
        scanner.Take();
        scanner.SkipBlanks();
        while (scanner.Peek() != ']')
        {
            if (scanner.IsAtEnd)
            {
                throw unclosed;
            }

            var place = Here();
            items.Add(new(Value(path, depth), place));
            Separator(']', "a comma or a line break is missing before this, or the closing ].");
        }

        scanner.Take();
        return new(items);
    }

    private HoconNode.Substitution Substitution()
    {
        var place = Here();
        var unclosed = scanner.Wrong("this substitution is not closed. Write ${path} or ${?path}.");
        scanner.Take(2);
        var isOptional = scanner.Peek() == '?';
        if (isOptional)
        {
            scanner.Take();
        }

        scanner.TakeSpaces();
        var path = HoconPath.Read(scanner, []);
        if (scanner.Peek() != '}')
        {
            throw unclosed;
        }

        scanner.Take();
        return new(path, includedAt, isOptional, place);
    }

    private bool TryInclude(HoconNode.Group group, IReadOnlyList<string> path, int depth)
    {
        if (HoconInclude.TryRead(scanner) is not { } written)
        {
            return false;
        }

        includes.Include(
            written,
            Here(),
            (text, name, below) => new HoconReader(new(text, name), includes, name, below, [.. path]).ReadIncluded(group, depth));
        return true;
    }

    private void ReadIncluded(HoconNode.Group group, int depth)
    {
        if (depth > Deepest)
        {
            throw scanner.Wrong("nested too deep.");
        }

        ReadFile(group);
    }

    private static HoconNode.Group NewGroup(IReadOnlyList<string> path) => HoconNode.Group.Empty(foldCase: !HoconPath.IsAkka(path));

    private HoconPosition Here() => new(file, scanner.Line, folder, includes.NextOrder++);
}
