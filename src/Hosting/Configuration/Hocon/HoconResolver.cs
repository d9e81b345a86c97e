namespace IocExplorer.Hosting.Configuration.Hocon;

/// <summary>
/// Fills in substitutions and merges what was assigned to the same name, by HOCON's rules: later values win, objects merge, a value that
/// refers to itself means what stood there before, and what the configuration does not have is looked for among environment variables.
/// Work and depth are bounded: a few lines can ask for a gigabyte.
/// </summary>
internal sealed class HoconResolver(HoconNode.Group root, IReadOnlyDictionary<string, string> environment, List<string> problems)
{
    private const int Deepest = 200;
    private const int MostSteps = 1_000_000;
    private const int MostText = 4 * 1024 * 1024;

    // Fields that are being resolved, with the assignment that is looked at: a reference to one of them means the assignments below.
    private readonly Dictionary<HoconField, int> _open = [];
    private readonly Dictionary<HoconField, ResolvedNode?> _done = [];
    private readonly HashSet<HoconPosition> _complained = [];
    private int _depth;
    private int _steps;
    private int _text;

    // Times that such a reference was met: what depends on it holds only where it was met, and is not remembered.
    private int _selfReferences;

    /// <exception cref="HoconLimitException">Beyond the bounds.</exception>
    public ResolvedNode.Group Resolve() => (ResolvedNode.Group)Node(root, new("", 1, "", 0))!;

    private ResolvedNode? Field(HoconField field)
    {
        if (_done.TryGetValue(field, out var known))
        {
            return known;
        }

        var before = _selfReferences;
        var layers = new HoconLayers();
        Collect(field, [], 0, layers);
        var value = Merge(layers);
        if (_selfReferences == before)
        {
            _done[field] = value;
        }

        return value;
    }

    /// <summary>Gathers what a path below a field has, latest first.</summary>
    /// <returns>False when nothing below can matter any more.</returns>
    private bool Collect(HoconField field, IReadOnlyList<string> path, int at, HoconLayers layers)
    {
        var isOpen = _open.TryGetValue(field, out var current);
        for (var i = field.Assignments.Count - 1; i >= 0; i--)
        {
            Step();
            var assignment = field.Assignments[i];
            if (at < path.Count && assignment.Value is HoconNode.Group group)
            {
                if (group.Fields.TryGetValue(path[at], out var child) && !Collect(child, path, at + 1, layers))
                {
                    return false;
                }

                continue;
            }

            if (isOpen && i >= current)
            {
                _selfReferences++;
                continue;
            }

            _open[field] = i;
            var value = Node(assignment.Value, assignment.Place);
            if (isOpen)
            {
                _open[field] = current;
            }
            else
            {
                _open.Remove(field);
            }

            // What a substitution brings stands, for the reader of a message, where it was put to use.
            value = value is ResolvedNode.Text or ResolvedNode.Null ? value with { Place = assignment.Place } : value;
            if (value is null)
            {
                continue;
            }

            var (found, hides) = Below(value, path, at);
            if ((found is not null && !layers.TryAdd(found)) || hides)
            {
                return false;
            }
        }

        return true;
    }

    private static (ResolvedNode? Found, bool Hides) Below(ResolvedNode value, IReadOnlyList<string> path, int at)
    {
        for (; at < path.Count; at++)
        {
            if (value is not ResolvedNode.Group group)
            {
                return (null, true);
            }

            if (!group.Fields.TryGetValue(path[at], out value!))
            {
                return (null, false);
            }
        }

        return (value, false);
    }

    private ResolvedNode? Node(HoconNode node, HoconPosition place)
    {
        Step();
        if (++_depth > Deepest)
        {
            throw new HoconLimitException($"{place}: substitutions lead deeper than {Deepest} levels here. Write the value itself.");
        }

        var value = node switch
        {
            HoconNode.Literal { IsNull: true } => new ResolvedNode.Null(place),
            HoconNode.Literal literal => new ResolvedNode.Text(literal.Text, place),
            HoconNode.List list => new ResolvedNode.List([.. list.Items.Select(i => Node(i.Value, i.Place)).OfType<ResolvedNode>()], place),
            HoconNode.Group group => Group(group, place),
            HoconNode.Substitution substitution => Substitute(substitution),
            HoconNode.Concatenation concatenation => Join(concatenation, place),
            _ => throw new InvalidOperationException($"{node.GetType().Name} is no node that can be resolved."),
        };
        _depth--;
        return value;
    }

    private ResolvedNode.Group Group(HoconNode.Group group, HoconPosition place)
    {
        var fields = new Dictionary<string, ResolvedNode>(group.Fields.Comparer);
        foreach (var field in group.Fields.Values)
        {
            if (Field(field) is { } value)
            {
                fields[field.Name] = value;
            }
        }

        return new(fields, place);
    }

    private ResolvedNode? Substitute(HoconNode.Substitution substitution)
    {
        var before = _selfReferences;
        var value = substitution.IncludedAt.Count > 0 ? Find([.. substitution.IncludedAt, .. substitution.Path]) : null;
        value ??= Find(substitution.Path);
        if (value is not null)
        {
            return value;
        }

        var name = string.Join('.', substitution.Path);
        if (environment.TryGetValue(name, out var variable))
        {
            return new ResolvedNode.Text(variable, substitution.Place);
        }

        if (!substitution.IsOptional && _complained.Add(substitution.Place))
        {
            name = HoconPath.Printable(name);
            problems.Add(_selfReferences > before
                ? $"{substitution.Place}: ${{{name}}} leads in a circle and has no value before it. Write the value itself."
                : $"{substitution.Place}: ${{{name}}} is neither set in the configuration nor an environment variable."
                    + $" Set it, or write ${{?{name}}} if it may be missing.");
        }

        return null;
    }

    private ResolvedNode? Find(IReadOnlyList<string> path)
    {
        if (!root.Fields.TryGetValue(path[0], out var field))
        {
            return null;
        }

        if (path.Count == 1 && !_open.ContainsKey(field))
        {
            return Field(field);
        }

        var layers = new HoconLayers();
        Collect(field, path, 1, layers);
        return Merge(layers);
    }

    private ResolvedNode? Join(HoconNode.Concatenation concatenation, HoconPosition place)
    {
        List<(ResolvedNode? Value, bool IsBlank)> parts =
            [.. concatenation.Parts.Select(p => (Node(p, place), p is HoconNode.Literal { IsBlank: true }))];
        List<ResolvedNode> values = [.. parts.Where(p => !p.IsBlank).Select(p => p.Value).OfType<ResolvedNode>()];
        if (values.Count == 0)
        {
            return null;
        }

        // What is null has nothing to add to a list or an object; among texts it is a word.
        if (values.Exists(v => v is ResolvedNode.Group or ResolvedNode.List))
        {
            values.RemoveAll(v => v is ResolvedNode.Null);
        }

        if (values.TrueForAll(v => v is ResolvedNode.Group))
        {
            var layers = new HoconLayers();
            values.AsEnumerable().Reverse().ToList().ForEach(v => layers.TryAdd(v));
            return Merge(layers);
        }

        if (values.TrueForAll(v => v is ResolvedNode.List))
        {
            List<ResolvedNode> items = [.. values.Cast<ResolvedNode.List>().SelectMany(l => l.Items)];
            Step(items.Count);
            return new ResolvedNode.List(items, place);
        }

        if (values.Exists(v => v is ResolvedNode.Group or ResolvedNode.List))
        {
            problems.Add($"{place}: a list or an object cannot be joined with another kind of value."
                + " Put a comma or a line break between them, or quotes around a text.");
            return null;
        }

        var texts = parts.Select(p => p.Value is ResolvedNode.Text text ? text.Value : p.Value is null ? "" : "null").ToList();
        _text += texts.Sum(t => t.Length);
        return _text <= MostText ? new ResolvedNode.Text(string.Concat(texts), place) : throw TooMuch(place);
    }

    private ResolvedNode? Merge(HoconLayers layers) => layers.Value
        ?? layers.Groups.AsEnumerable().Reverse().Aggregate((ResolvedNode.Group?)null, (below, above) => below is null ? above : Merge(below, above));

    private ResolvedNode.Group Merge(ResolvedNode.Group below, ResolvedNode.Group above)
    {
        Step(below.Fields.Count + above.Fields.Count);
        var fields = new Dictionary<string, ResolvedNode>(above.Fields.Comparer);
        foreach (var (name, value) in below.Fields)
        {
            fields[name] = value;
        }

        foreach (var (name, value) in above.Fields)
        {
            fields[name] = value is ResolvedNode.Group upper && fields.TryGetValue(name, out var lower) && lower is ResolvedNode.Group group
                ? Merge(group, upper)
                : value;
        }

        return new(fields, above.Place);
    }

    private void Step(int count = 1)
    {
        _steps += count;
        if (_steps > MostSteps)
        {
            throw TooMuch(null);
        }
    }

    private static HoconLimitException TooMuch(HoconPosition? place) =>
        new($"{place?.ToString() ?? "The configuration"}: substitutions multiply beyond all measure. Write the values themselves.");
}
