using System.Globalization;
using IocExplorer.Page.Tests;
using IocExplorer.SourceSimulator;
using IocExplorer.SourceSimulator.Troubles;
using IocExplorer.SourceSimulator.Worlds;
using Npgsql;

[assembly: AssemblyFixture(typeof(PageService))]

namespace IocExplorer.Page.Tests;

/// <summary>A real service of one coordinator and one worker, and a browser, for all tests of this assembly; started by the first that needs them.</summary>
public sealed class PageService : IAsyncDisposable
{
    public const string AdminToken = "an-admin-token-of-the-tests";

    /// <summary>
    /// Milliseconds that an action or an expectation may take: enough for a machine that does other work beside; a test that passes waits for no longer than it
    /// must.
    /// </summary>
    public const int Patience = 120_000;

    /// <summary>Nodes below the root of the tree of <see cref="Hub"/>: more than the page loads at once.</summary>
    public const int Children = 300;

    /// <summary>An IP address with many relations of one's own.</summary>
    public const string Hub = "2001:db8:2::ffff";

    /// <summary>
    /// Domains whose answers take so long that a hunt of one is under way until it is stopped; each test takes its own, because answers are kept.
    /// </summary>
    public static readonly string[] Slow = ["slow.example.org", "slower.example.org", "late.example.org", "later.example.org", "latest.example.org"];

    /// <summary>IP addresses with a relation to <see cref="Shared"/>, and to nothing else.</summary>
    public static readonly string[] Sharing = ["2001:db8:3::1", "2001:db8:3::2", "2001:db8:3::3"];

    /// <summary>The MD5 of a file.</summary>
    public const string Shared = "0123456789abcdef0123456789abcdef";

    /// <summary>A domain that no source can give a readable answer about.</summary>
    public const string Broken = "broken.example.org";

    /// <summary>A domain with a relation to <see cref="LongUrl"/>.</summary>
    public const string Long = "long.example.org";

    /// <summary>Longer than any screen is wide, and without a place to break it.</summary>
    public static readonly string LongUrl = $"http://long.example.org/{new string('a', 1900)}";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("page-tests-");
    private readonly Lazy<Task> _started;
    private readonly Lazy<Task<long>> _samples;
    private Simulator? _simulator;
    private Cluster? _cluster;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string? _token;

    public PageService() => (_started, _samples) = (new(StartAsync), new(HuntSamplesAsync));

    /// <summary>Whether long lists are as long as the page is made for.</summary>
    public static bool IsLarge { get; } = Environment.GetEnvironmentVariable("PAGE_SPEED") is { Length: > 0 };

    /// <summary>Where pictures of the views are left; null when none are wanted. With pictures there is more to see.</summary>
    public static string? PicturesFolder { get; } = Environment.GetEnvironmentVariable("PAGE_PICTURES");

    /// <summary>Made by <c>token add</c>, with the role <c>submit</c>.</summary>
    public string Token => _token!;

    private Cluster Cluster => _cluster!;

    private Uri Address => Cluster.Coordinators[0].Address;

    /// <summary>Opens the page in a browser window of its own, not signed in. Where there is no browser the test is left out.</summary>
    public async Task<PageSession> OpenAsync(int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Light)
    {
        await RequireAsync();
        return await PageSession.StartAsync(_browser!, Address, new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            AcceptDownloads = true,
        });
    }

    /// <summary>Opens the page as <see cref="OpenAsync"/> does, and signs in.</summary>
    /// <param name="token">Another than <see cref="Token"/>.</param>
    public async Task<PageSession> SignedInAsync(string? token = null)
    {
        var session = await OpenAsync();
        await session.SignInAsync(token ?? Token);
        return session;
    }

    /// <summary>Submits seeds, without the page; ends when the hunt does.</summary>
    public async Task<long> HuntAsync(string name, params string[] seeds)
    {
        var hunt = await SubmitAsync(name, seeds);
        _ = await Cluster.WhenEndedAsync(hunt, TestContext.Current.CancellationToken);
        return hunt;
    }

    /// <summary>
    /// Puts copies of the newest hunt into the database, as the list of hunts shows them: without trees. To hunt so often would take longer than all tests.
    /// </summary>
    public async Task CopyLastHuntAsync(int copies)
    {
        await using var source = NpgsqlDataSource.Create(Cluster.Database);
        await using var command = source.CreateCommand(string.Create(CultureInfo.InvariantCulture, $"""
            DO $$
            DECLARE columns text;
            BEGIN
              SELECT string_agg(quote_ident(column_name), ', ') INTO columns FROM information_schema.columns
              WHERE table_schema = current_schema() AND table_name = 'hunts' AND column_name NOT IN ('id', 'idempotency_key');
              EXECUTE format(
                'INSERT INTO hunts (%s) SELECT %s FROM hunts, generate_series(1, {copies}) WHERE id = (SELECT max(id) FROM hunts)', columns, columns);
            END $$
            """));
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Submits seeds, without the page.</summary>
    public async Task<long> SubmitAsync(string name, params string[] seeds)
    {
        await RequireAsync();
        return (await Cluster.SubmitAsync(seeds, name)).Id;
    }

    /// <summary>The hunt of the seeds in <c>samples</c>, ended; the same for all tests.</summary>
    public Task<long> SamplesAsync() => _samples.Value;

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        if (_simulator is not null)
        {
            await _simulator.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private async Task<long> HuntSamplesAsync()
    {
        var samples = await File.ReadAllLinesAsync(Path.Combine(CheckoutFolder.Root, "samples", "ioc.csv"));
        return await HuntAsync("samples", [.. samples.Where(line => line is not ['#', ..])]);
    }

    private Task RequireAsync()
    {
        Chromium.Require();
        return _started.Value;
    }

    private async Task StartAsync()
    {
        var admin = Path.Combine(_folder.FullName, "admin-token");
        await File.WriteAllTextAsync(admin, AdminToken);
        var relations = _folder.CreateSubdirectory("relations");
        File.Copy(Path.Combine(CheckoutFolder.Root, "samples", "relations.csv"), Path.Combine(relations.FullName, "samples.csv"));
        await File.WriteAllTextAsync(Path.Combine(relations.FullName, "hostile.csv"), HostileText.Relations);
        await File.WriteAllLinesAsync(Path.Combine(relations.FullName, "paging.csv"), ManyRelations());
        await File.WriteAllLinesAsync(Path.Combine(relations.FullName, "sharing.csv"), Sharing.Select(address => $"ip_address,{address},names,file,{Shared}"));
        var lists = _folder.CreateSubdirectory("lists");
        await File.WriteAllTextAsync(Path.Combine(lists.FullName, "own.csv"), HostileText.TagList);
        await File.WriteAllTextAsync(Path.Combine(relations.FullName, "long.csv"), $"domain,{Long},links to,url,{LongUrl}\n");
        _simulator = await Simulator.StartAsync(new()
        {
            World = new SyntheticWorld(new() { FanOut = PicturesFolder is null ? 4 : 10 }),
            Troubles = [TroubleRule.Parse($"malformed:garbage,value={Broken}"), .. Slow.Select(domain => TroubleRule.Parse($"drip,value={domain},every=1000"))],
        });
        var cluster = Cluster.StartAsync(_simulator.BaseAddress, new()
        {
            Coordinators = 1,
            Workers = 1,
            Token = AdminToken,
            Settings = new Dictionary<string, string>
            {
                ["service__adminTokenFile"] = admin,
                ["relations__files__0"] = relations.FullName,
                ["tags__lists"] = lists.FullName,

                // Slow answers stay under way: as failures they would make the sources rest, and hold up the hunts of other tests.
                ["resilience__attemptTimeout"] = "10min",
                ["resilience__queryTimeout"] = "10min",
            },
        });
        _playwright = await Playwright.CreateAsync();

        Assertions.SetDefaultExpectTimeout(Patience);
        _browser = await Chromium.LaunchAsync(_playwright);
        _cluster = await cluster;
        _token = await MakeTokenAsync();
    }

    // Addresses set aside for documentation are asked of no source outside, so the tree is exactly this.
    private static IEnumerable<string> ManyRelations() => Enumerable.Range(1, Children).SelectMany(i => Enumerable.Range(1, IsLarge ? 333 : 1)
        .Select(j => $"ip_address,2001:db8:2::{i:x},names,ip_address,2001:db8:2:{i:x}::{j:x}")
        .Prepend($"ip_address,{Hub},names,ip_address,2001:db8:2::{i:x}"));

    private async Task<string> MakeTokenAsync()
    {
        var settings = new Dictionary<string, string>
        {
            ["IOCEXPLORER_database"] = Cluster.Database,
            ["IOCEXPLORER_node__name"] = "token",
            ["IOCEXPLORER_node__listen"] = "http://127.0.0.1:0",
        };
        await using var process = ProgramProcess.Start("Coordinator", _folder.FullName, ["token", "add", "ana", "--role", "submit"], settings);
        var result = await process.ExitAsync();
        result.ExitCode.ShouldBe(0, result.Everything);
        return result.Output.Trim();
    }
}
