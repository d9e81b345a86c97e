using Akka.Configuration;

namespace IocExplorer.Hosting.Configuration.Hocon;

/// <summary>
/// Settings from <c>iocexplorer.conf</c>, which is HOCON. The file and all it includes is checked and made whole (substitutions, <c>+=</c>,
/// environment variables). Its section <c>akka</c> is handed on to Akka's own parser; everything else are settings of ours.
/// </summary>
internal static class HoconSettings
{
    /// <param name="utf8">Of the file.</param>
    /// <param name="path">Of the file, absolute.</param>
    /// <param name="readFile">For files that it includes.</param>
    /// <param name="environment">For substitutions that the configuration itself does not answer.</param>
    public static RawSettings Read(byte[] utf8, string path, Func<string, byte[]> readFile, IReadOnlyDictionary<string, string> environment)
    {
        try
        {
            var root = Resolve(utf8, path, readFile, environment, out var problems);
            return new(
                [
                    .. Flatten(root)
                        .Where(v => v.Value.Length > 0)
                        .OrderBy(v => v.Place.Order)
                        .Select(v => new RawSetting(v.Path, v.Value, v.Place.ToString(), v.Place.Folder)),
                ],
                problems)
            {
                Engine = root.Fields.GetValueOrDefault(HoconPath.Akka) is ResolvedNode.Group akka
                    ? ConfigurationFactory.ParseString(PlainHocon.Of(akka))
                    : null,
            };
        }
        catch (Exception e) when (e is HoconSyntaxException or HoconLimitException)
        {
            return RawSettings.Unreadable(e.Message);
        }
    }

    /// <exception cref="HoconSyntaxException">The text is no HOCON.</exception>
    /// <exception cref="HoconLimitException">The text is too much.</exception>
    internal static ResolvedNode.Group Resolve(
        byte[] utf8, string path, Func<string, byte[]> readFile, IReadOnlyDictionary<string, string> environment, out IReadOnlyList<string> problems)
    {
        var includes = new HoconIncludes(readFile);
        problems = includes.Problems;
        return new HoconResolver(HoconReader.Read(utf8, Path.GetFileName(path), path, includes), environment, includes.Problems).Resolve();
    }

    /// <summary>All that stands outside Akka's section, by dotted path. A group, a list and what is null have no value of their own.</summary>
    /// <exception cref="HoconLimitException">Too deep or too long.</exception>
    internal static List<(string Path, string Value, HoconPosition Place)> Flatten(ResolvedNode.Group root)
    {
        List<(string Path, string Value, HoconPosition Place)> all = [];
        var length = 0;
        foreach (var (name, value) in root.Fields.Where(f => !HoconPath.IsAkka([f.Key])))
        {
            Add(name, value, 1);
        }

        return all;

        void Add(string path, ResolvedNode node, int depth)
        {
            var value = (node as ResolvedNode.Text)?.Value ?? "";
            length += path.Length + value.Length;
            HoconLimitException.ThrowIfBeyond(node.Place, depth, length);
            all.Add((path, value, node.Place));
            foreach (var (name, below) in (node as ResolvedNode.Group)?.Fields ?? [])
            {
                Add($"{path}.{name}", below, depth + 1);
            }

            foreach (var (index, below) in (node as ResolvedNode.List)?.Items.Index() ?? [])
            {
                Add($"{path}.{index}", below, depth + 1);
            }
        }
    }
}
