using System.IO.Compression;
using System.Text;
using Npgsql;

namespace IocExplorer.EndToEnd.Tests.Service;

/// <summary>All that a service has said and kept, by the place where it stands, and a search through it.</summary>
internal sealed class Haystack
{
    /// <summary>So much of a secret in a row is as good as a part of it told.</summary>
    private const int Piece = 10;

    private readonly List<(string Place, string Text)> _texts = [];

    public void Add(string place, string text) => _texts.Add((place, text));

    /// <summary>As they are, and unpacked when they are packed.</summary>
    public async Task AddAsync(string place, byte[] bytes)
    {
        Add(place, Encoding.Latin1.GetString(bytes));
        if (bytes is [0x1f, 0x8b, ..])
        {
            using var text = new StreamReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress));
            Add($"{place}, unpacked", await text.ReadToEndAsync());
        }
        else if (bytes is [(byte)'P', (byte)'K', ..])
        {
            await using var archive = new ZipArchive(new MemoryStream(bytes));
            foreach (var entry in archive.Entries)
            {
                using var text = new StreamReader(await entry.OpenAsync());
                Add($"{place}, {entry.FullName}", $"{entry.FullName}\n{await text.ReadToEndAsync()}");
            }
        }
    }

    /// <summary>Every file below a folder but those named.</summary>
    public async Task AddFilesAsync(string folder, params string[] without)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => !without.Contains(Path.GetFileName(f))))
        {
            await AddAsync($"file {Path.GetFileName(file)}", await File.ReadAllBytesAsync(file));
        }
    }

    /// <summary>Every row of every table, and every binary value by itself.</summary>
    /// <returns>The tables.</returns>
    public async Task<IReadOnlyList<string>> AddDatabaseAsync(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        var tables = await ReadAsync<string>(
            database, "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1");
        foreach (var table in tables)
        {
            Add($"table {table}", string.Join('\n', await ReadAsync<string>(database, $"SELECT t::text FROM {table} t")));
            foreach (var column in await ReadAsync<string>(
                database, $"SELECT column_name::text FROM information_schema.columns WHERE table_name = '{table}' AND data_type = 'bytea' ORDER BY 1"))
            {
                foreach (var value in await ReadAsync<byte[]>(database, $"SELECT {column} FROM {table} WHERE {column} IS NOT NULL"))
                {
                    await AddAsync($"column {table}.{column}", value);
                }
            }
        }

        return tables;
    }

    /// <summary>The places where it stands, or a part of it; each once.</summary>
    public IReadOnlyList<string> PlacesOf(string secret)
    {
        var pieces = Enumerable.Range(0, secret.Length - Piece + 1).Select(at => secret.Substring(at, Piece)).ToList();
        return [.. _texts
            .Where(text => pieces.Exists(piece => text.Text.Contains(piece, StringComparison.OrdinalIgnoreCase)))
            .Select(text => text.Place).Distinct().Order(StringComparer.Ordinal)];
    }

    private static async Task<List<T>> ReadAsync<T>(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<T>();
        while (await reader.ReadAsync())
        {
            values.Add(await reader.GetFieldValueAsync<T>(0));
        }

        return values;
    }
}
