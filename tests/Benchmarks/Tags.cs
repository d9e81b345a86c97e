using System.Diagnostics;
using System.Globalization;
using System.Text;
using IocExplorer.Messages;
using IocExplorer.Tagging;

namespace IocExplorer.Benchmarks;

/// <summary>
/// Tag matching with as many lists as there are: 150 lists with 140,000 networks and 1,000,000 names, made up here. In a process of its own (<c>tag-lists
/// FOLDER</c>), for what is measured is memory too.
/// </summary>
internal static class Tags
{
    private const int Names = 1_000_000;
    private const int Networks = 140_000;
    private const int Parts = 20_000;
    private const int CidrLists = 80;
    private const int NameLists = 64;
    private const int Asked = 200_000;
    private const double Patience = 2;

    public static async Task RunAsync(TimeProvider time)
    {
        Report.Title("Tags");
        var folder = Directory.CreateTempSubdirectory("tags");
        try
        {
            WriteLists(folder.FullName, new(20260101));
            await using var process = MeasuredProcess.Start(Outputs.Benchmarks, ["tag-lists", folder.FullName], folder.FullName,
                new Dictionary<string, string>(), time);
            var figures = await process.ExitAsync(TimeSpan.FromMinutes(5));
            Console.Write(figures.Output);
            Console.Write(figures.Errors);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What the process of its own does.</summary>
    public static int Measure(string folder, TimeProvider time)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var started = time.GetTimestamp();
        var loaded = TagLists.Load(new() { Paths = [folder], TopLists = [Path.Combine(folder, "top", "tranco.csv")] });
        var seconds = time.GetElapsedTime(started).TotalSeconds;
        process.Refresh();
        var processor = (process.TotalProcessorTime - before).TotalSeconds;
        GC.Collect();
        process.Refresh();
        Report.Line(
            $"{loaded.Tagger.Lists.Count} lists with {loaded.Tagger.Lists.Sum(l => l.Entries)} entries loaded in {seconds:0.00} s ({processor:0.00} s of "
            + $"processor time), {loaded.Problems.Count} problems");
        Report.Line(
            $"resident {process.WorkingSet64 / 1048576.0:0} MiB, at most {process.PeakWorkingSet64 / 1048576.0:0} MiB; managed "
            + $"{GC.GetTotalMemory(false) / 1048576.0:0} MiB");
        var random = new Random(7);
        foreach (var (kind, iocs) in Kinds(random))
        {
            Rate(kind, iocs, loaded.Tagger, process, time);
        }

        return 0;
    }

    private static void Rate(string kind, Ioc[] iocs, ITagger tagger, Process process, TimeProvider time)
    {
        var tags = new List<Tag>();
        var known = 0;
        var rounds = 0;
        Round();
        Round();
        known = 0;
        process.Refresh();
        var before = process.TotalProcessorTime;
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started).TotalSeconds < Patience)
        {
            Round();
            rounds++;
        }

        var asked = (double)rounds * iocs.Length;
        var seconds = time.GetElapsedTime(started).TotalSeconds;
        process.Refresh();
        var processor = (process.TotalProcessorTime - before).TotalSeconds;
        Report.Line(
            $"{kind}: {asked / seconds / 1e6:0.00} million IOCs a second on one core, {asked / processor / 1e6:0.00} million in a second of processor time; "
            + $"{100 * known / asked:0} % known");

        void Round()
        {
            foreach (var ioc in iocs)
            {
                tags.Clear();
                tagger.AddTags(ioc, tags);
                known += tags.Count > 0 ? 1 : 0;
            }
        }
    }

    private static IEnumerable<(string Kind, Ioc[] Iocs)> Kinds(Random random)
    {
        var domains = Many(i => new Ioc(IocType.Domain, i % 3 == 0 ? "www." + Name(random.Next(Names)) : $"a{i}.{Name(random.Next(Names) + (i % 3 * Names))}"));
        var addresses = Many(i => new Ioc(IocType.IpAddress, Address(random.NextInt64(uint.MaxValue))));
        var files = Many(i => new Ioc(IocType.File, Hash(random)));
        var emails = Many(i => new Ioc(IocType.Email, $"person{i}@{Name(random.Next(Names * 2))}"));
        var urls = Many(i => new Ioc(IocType.Url, $"https://{Name(random.Next(Names * 2))}/path/{i}"));
        yield return ("domains", domains);
        yield return ("IP addresses", addresses);
        yield return ("files", files);
        yield return ("e-mail addresses", emails);
        yield return ("URLs", urls);

        // As in the published trees: addresses and files most, then domains, few e-mail addresses.
        var mixed = Many(i => (i % 20) switch { < 7 => addresses[i], < 13 => files[i], < 18 => domains[i], < 19 => emails[i], _ => urls[i] });
        yield return ("mixed as in trees", mixed);
    }

    private static Ioc[] Many(Func<int, Ioc> one) => [.. Enumerable.Range(0, Asked).Select(one)];

    private static void WriteLists(string folder, Random random)
    {
        for (var list = 0; list < CidrLists; list++)
        {
            Write(folder, $"networks-{list}", "cidr", ["ip-src", "ip-dst", "domain|ip"], Enumerable.Range(0, Networks / CidrLists).Select(i => i % 5 == 0
                ? $"2{random.Next(4096):x3}:{random.Next(65536):x}:{random.Next(65536):x}::/{random.Next(28, 65)}"
                : $"{Address(random.NextInt64(uint.MaxValue))}/{random.Next(18, 33)}"));
        }

        for (var list = 0; list < NameLists; list++)
        {
            var first = list * 5000;
            Write(folder, $"names-{list}", list % 2 == 0 ? "string" : "hostname", ["hostname", "domain", "url"],
                Enumerable.Range(first, 5000).Select(i => Name(i * 7 % Names)));
        }

        Write(folder, "files", "string", ["md5", "sha1", "sha256"], Enumerable.Range(0, 10_000).Select(_ => Hash(random)));
        Write(folder, "disposable", "substring", ["email-src", "email-dst"], Enumerable.Range(0, Parts).Select(i => $"@{Name(Names * 3 + i)}"));
        Write(folder, "analysis", "substring", ["domain", "hostname", "url"], Enumerable.Range(0, 20).Select(i => $"sandbox{i}.example"));
        Write(folder, "contacts", "regex", ["email-src", "email-dst"], [@"/^(security|noc|soc|abuse)\@.*\..*$/i", @"/^.*\@bounce\..*$/i"]);
        Directory.CreateDirectory(Path.Combine(folder, "top"));
        File.WriteAllLines(Path.Combine(folder, "top", "tranco.csv"),
            Enumerable.Range(0, Names).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i + 1},{Name(i)}")));
    }

    private static void Write(string folder, string name, string type, string[] attributes, IEnumerable<string> entries)
    {
        var text = new StringBuilder("{\"description\": \"made up\", \"list\": [\n");
        text.AppendJoin(",\n", entries.Select(e => $"\"{e.Replace("\\", "\\\\", StringComparison.Ordinal)}\""));
        text.Append(CultureInfo.InvariantCulture, $"\n], \"matching_attributes\": [{string.Join(',', attributes.Select(a => $"\"{a}\""))}], \"name\": "
            + $"\"{name}\", \"type\": \"{type}\", \"version\": 1}}");
        Directory.CreateDirectory(Path.Combine(folder, "lists", name));
        File.WriteAllText(Path.Combine(folder, "lists", name, "list.json"), text.ToString());
    }

    private static string Name(int number)
    {
        var mixed = unchecked((uint)number * 2_654_435_761);
        var ending = (mixed % 11) switch { < 6 => "com", < 8 => "net", 8 => "org", 9 => "co.uk", _ => "de" };
        return string.Create(CultureInfo.InvariantCulture, $"{(char)('a' + (mixed % 26))}{number:x}{(mixed % 7 < 4 ? "-shop" : "info")}.{ending}");
    }

    private static string Address(long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{number >> 24}.{(number >> 16) & 255}.{(number >> 8) & 255}.{number & 255}");

    private static string Hash(Random random)
    {
        Span<byte> bytes = stackalloc byte[random.Next(3) switch { 0 => 16, 1 => 20, _ => 32 }];
        random.NextBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
