using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace IocExplorer.Testing.Postgres;

/// <summary>
/// A real PostgreSQL for tests, in a temporary folder, on loopback only. <see cref="SharedAsync"/> is the one of this test process; a test that stops
/// and starts its server makes one of its own with <see cref="StartNewAsync"/>.
/// </summary>
/// <remarks>
/// The server is the child of a small shell that reads a pipe from this process. When the pipe closes, also because this process was killed, the shell
/// ends the server and removes the folder: nothing is left behind, however the tests end.
/// </remarks>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string ServerVariable = "IOCEXPLORER_TEST_POSTGRES";

    /// <summary>What the shell does: $1 is the data folder's parent, the rest starts the server. QUIT ends a server at once.</summary>
    private const string Watch = """
        folder=$1; shift
        "$@" & server=$!
        cat >/dev/null
        kill -QUIT "$server" 2>/dev/null
        wait "$server"
        [ -e "$folder/keep" ] || rm -rf "$folder"
        """;

    /// <summary>Of the shared server: what is committed outlives a crash of the server, and need not outlive one of the machine.</summary>
    private static readonly string[] WithoutWaitingForTheDisk = ["-c", "fsync=off", "-c", "full_page_writes=off"];

    private static readonly Lazy<Task<PostgresServer>> Shared = new(() => ConnectOrStartAsync());
    private static int _databases;

    private readonly string _administration;
    private readonly string? _folder;
    private readonly int _port;
    private readonly string[] _settings;
    private readonly List<string> _databasesToDrop = [];
#pragma warning disable CA2213 // StopAsync disposes it.
    private Process? _shell;
#pragma warning restore CA2213

    private PostgresServer(string administration, string? folder, int port, string[] settings)
    {
        _administration = administration;
        _folder = folder;
        _port = port;
        _settings = settings;
    }

    /// <summary>Whether this is a server that somebody else runs, named in the environment; it cannot be stopped.</summary>
    public bool IsForeign => _folder is null;

    /// <summary>The server of this test process; started at the first call, ended with the process.</summary>
    /// <remarks>With <c>IOCEXPLORER_TEST_POSTGRES</c> (a superuser's connection string) that server is used and none is started.</remarks>
    public static Task<PostgresServer> SharedAsync() => Shared.Value;

    /// <summary>Ends the shared server, if it was ever started.</summary>
    public static async ValueTask StopSharedAsync()
    {
        if (Shared.IsValueCreated)
        {
            await (await Shared.Value).DisposeAsync();
        }
    }

    /// <summary>A server of one's own, which may be stopped and started again.</summary>
    public static Task<PostgresServer> StartNewAsync() => InitializeAsync([]);

    /// <summary>How a superuser reaches a database of this server.</summary>
    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder(_administration) { Database = database, Pooling = true }.ConnectionString;

    /// <summary>Makes an empty database; gives its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}");
        await using (var connection = new NpgsqlConnection(_administration))
        {
            await connection.OpenAsync();

            // Since version 15 the pages of the template are logged one by one by default, which costs six times as much as copying its files.
            var strategy = connection.PostgreSqlVersion.Major < 15 ? "" : " STRATEGY file_copy";
            await using var command = new NpgsqlCommand($"CREATE DATABASE {name}{strategy}", connection);
            await command.ExecuteNonQueryAsync();
        }

        lock (_databasesToDrop)
        {
            _databasesToDrop.Add(name);
        }

        return ConnectionString(name);
    }

    /// <summary>Starts the server on the port it had; ends when it takes connections.</summary>
    public async Task StartAsync()
    {
        var folder = _folder ?? throw Foreign();
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true };
        string[] command =
        [
            .. Unprivileged(folder), "/bin/sh", "-c", Watch, "sh", folder, Path.Combine(PostgresBinaries.Folder, "postgres"), "-D", DataFolder,
            "-p", _port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={folder}",
            "-c", "max_connections=500", "-c", "logging_collector=off", "-c", "log_destination=stderr",
            .. _settings,
        ];
        start.FileName = command[0];
        Array.ForEach(command[1..], start.ArgumentList.Add);
        start.Environment["LC_ALL"] = "C";
        var shell = Process.Start(start)!;
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new List<string>();
        shell.OutputDataReceived += (_, _) => { };
        shell.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                ready.TrySetException(new InvalidOperationException($"PostgreSQL did not start: {string.Join(Environment.NewLine, said)}"));
            }
            else if (!ready.Task.IsCompleted)
            {
                said.Add(line.Data);
                if (line.Data.Contains("database system is ready to accept connections", StringComparison.Ordinal))
                {
                    ready.TrySetResult();
                }
                else if (line.Data.Contains("database system is shut down", StringComparison.Ordinal))
                {
                    // The shell still waits for us; the server has given up, for instance because the port is taken.
                    ready.TrySetException(new InvalidOperationException($"PostgreSQL did not start: {string.Join(Environment.NewLine, said)}"));
                }
            }
        };
        shell.BeginOutputReadLine();
        shell.BeginErrorReadLine();
        _shell = shell;
        await ready.Task.InTimeAsync("starting PostgreSQL", folder, "that it takes connections", () => string.Join(Environment.NewLine, said));
    }

    /// <summary>Ends the server as a crash does (<c>-m immediate</c>) or in order; its data stay for the next start.</summary>
    public async Task StopAsync(bool immediate = true)
    {
        var folder = _folder ?? throw Foreign();
        if (_shell is not { } shell)
        {
            return;
        }

        _shell = null;
        await File.WriteAllTextAsync(Path.Combine(folder, "keep"), "");
        await RunAsync(
            [.. Unprivileged(folder), Path.Combine(PostgresBinaries.Folder, "pg_ctl"), "stop", "-D", DataFolder, "-w", "-m", immediate ? "immediate" : "fast"]);
        await EndShellAsync(shell);
        File.Delete(Path.Combine(folder, "keep"));
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_folder is null)
        {
            foreach (var database in _databasesToDrop)
            {
                await ExecuteAsync($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");
            }
        }
        else
        {
            await StopAsync();
            if (Directory.Exists(_folder))
            {
                Directory.Delete(_folder, recursive: true);
            }
        }
    }

    private string DataFolder => Path.Combine(_folder!, "data");

    private static async Task<PostgresServer> ConnectOrStartAsync() =>
        Environment.GetEnvironmentVariable(ServerVariable) is { Length: > 0 } administration
            ? new(administration, null, 0, [])
            : await InitializeAsync(WithoutWaitingForTheDisk);

    private static async Task<PostgresServer> InitializeAsync(string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("postgres-").FullName;
        var port = FreePort.Take();
        var server = new PostgresServer(
            $"Host=127.0.0.1;Port={port.ToString(CultureInfo.InvariantCulture)};Username=postgres;Database=postgres;Pooling=false", folder, port, settings);
        await RunAsync([.. Unprivileged(folder), Path.Combine(PostgresBinaries.Folder, "initdb"), "-D", server.DataFolder, "-U", "postgres", "-A", "trust",
            "-E", "UTF8", "--locale=C", "-N"]);
        await server.StartAsync();
        return server;
    }

    private static InvalidOperationException Foreign() => new($"The server named in {ServerVariable} belongs to somebody else and is not stopped or started.");

    private static async Task EndShellAsync(Process shell)
    {
        shell.StandardInput.Close();
        await shell.WaitForExitAsync().InTimeAsync("stopping PostgreSQL", "its shell", "to end");
        shell.Dispose();
    }

    /// <summary>What goes before a command: the server refuses to run as root, so root runs it as somebody else, who gets the folder.</summary>
    private static IReadOnlyList<string> Unprivileged(string folder)
    {
        if (Environment.UserName != "root")
        {
            return [];
        }

        var user = File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";
        if (!File.Exists(Path.Combine(folder, "owned")))
        {
            File.WriteAllText(Path.Combine(folder, "owned"), "");
            RunAsync([PostgresBinaries.Which("chown") ?? "chown", "-R", user, folder]).GetAwaiter().GetResult();
        }

        return PostgresBinaries.Which("setpriv") is { } setpriv
            ? [setpriv, $"--reuid={user}", $"--regid={GroupOf(user)}", "--clear-groups"]
            : [PostgresBinaries.Which("runuser") ?? "runuser", "-u", user, "--"];
    }

    private static string GroupOf(string user) =>
        File.ReadLines("/etc/passwd").First(line => line.StartsWith($"{user}:", StringComparison.Ordinal)).Split(':')[3];

    private static async Task RunAsync(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with code {process.ExitCode}: {await output}{errors}");
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_administration);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
