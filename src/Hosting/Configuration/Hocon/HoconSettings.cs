using System.Globalization;
using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace IocExplorer.Hosting.Configuration.Hocon;

/// <summary>
/// Settings from <c>iocexplorer.conf</c>, which is HOCON. The file and all it includes is checked and made whole (substitutions, <c>+=</c>,
/// environment variables), then read by Akka's own parser. Its section <c>akka</c> is handed on as it is; everything else are settings of ours.
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
            var (plain, problems) = MakePlain(utf8, path, readFile, environment);
            var config = ConfigurationFactory.ParseString(plain.Text);
            List<(string Path, string Value)> values = [];
            foreach (var (name, value) in config.Root.GetObject().Items.Where(i => i.Key != HoconPath.Akka))
            {
                Flatten(value, name, values);
            }

            return new(
                [
                    .. values.Where(v => v.Value.Length > 0)
                        .Select(v => (v.Path, v.Value, Place: plain.Places[v.Path]))
                        .OrderBy(v => v.Place.Order)
                        .Select(v => new RawSetting(v.Path, v.Value, v.Place.ToString(), v.Place.Folder)),
                ],
                problems)
            {
                Engine = config.GetValue(HoconPath.Akka) is { } akka && akka.IsObject() ? akka.AtKey(HoconPath.Akka) : null,
            };
        }
        catch (Exception e) when (e is HoconSyntaxException or HoconLimitException)
        {
            return RawSettings.Unreadable(e.Message);
        }
    }

    /// <exception cref="HoconSyntaxException">The text is no HOCON.</exception>
    /// <exception cref="HoconLimitException">The text is too much.</exception>
    internal static (PlainHocon Plain, IReadOnlyList<string> Problems) MakePlain(
        byte[] utf8, string path, Func<string, byte[]> readFile, IReadOnlyDictionary<string, string> environment)
    {
        var includes = new HoconIncludes(readFile);
        var root = HoconReader.Read(utf8, Path.GetFileName(path), path, includes);
        var resolved = new HoconResolver(root, environment, includes.Problems).Resolve();
        return (new(resolved), includes.Problems);
    }

    private static void Flatten(HoconValue value, string path, List<(string Path, string Value)> values)
    {
        if (value.GetObject() is { } group)
        {
            foreach (var (name, member) in group.Items)
            {
                Flatten(member, $"{path}.{name}", values);
            }

            return;
        }

        var index = 0;
        foreach (var item in value.Values.OfType<HoconArray>().SelectMany(a => a))
        {
            Flatten(item, string.Create(CultureInfo.InvariantCulture, $"{path}.{index++}"), values);
        }

        // Not GetString, which takes the text "null" for nothing.
        var text = string.Concat(value.Values.OfType<HoconLiteral>().Select(l => l.Value));
        if (text.Length > 0)
        {
            values.Add((path, text));
        }
    }
}
