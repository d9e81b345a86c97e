using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Npgsql;

namespace IocExplorer.Hosting.Configuration;

/// <summary>
/// A PostgreSQL database, named by <c>Host=db;Database=ioc;Username=ioc</c> or by a URL <c>postgres://ioc@db/ioc</c>. Prints itself without
/// the password, so that a careless log line gives nothing away.
/// </summary>
public sealed class DatabaseAddress
{
    // Of what may stand in a connection string, only these are certainly no secret.
    private static readonly string[] ShownKeys = ["host", "port", "database", "username"];

    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["server"] = "Host",
        ["user"] = "Username",
        ["user id"] = "Username",
        ["user name"] = "Username",
        ["userid"] = "Username",
        ["uid"] = "Username",
        ["db"] = "Database",
        ["dbname"] = "Database",
        ["pwd"] = "Password",
        ["psw"] = "Password",
    };

    private readonly DbConnectionStringBuilder _parts;

    private DatabaseAddress(DbConnectionStringBuilder parts)
    {
        _parts = parts;
        Shown = string.Join(';', ShownKeys.Where(parts.ContainsKey).Select(k => $"{k}={parts[k]}"));
    }

    /// <summary>With the password: for opening connections and nothing else.</summary>
    public string ConnectionString => _parts.ConnectionString;

    /// <summary>Host, port, database and user: fit for logs and messages.</summary>
    public string Shown { get; }

    /// <summary>Reads either form. Errors do not quote the text, which may hold a password.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out DatabaseAddress? address, [NotNullWhen(false)] out string? problem)
    {
        address = null;
        try
        {
            var parts = text.Contains("://", StringComparison.Ordinal) ? OfUrl(new(text.Trim())) : OfPairs(text);
            problem = !parts.ContainsKey("host") ? "names no host. Write Host=..., or postgres://user@host/database."
                : !parts.ContainsKey("database") ? "names no database. Write Database=..., or postgres://user@host/database."
                : null;
            if (problem is null)
            {
                // Its own words may quote a piece of the password.
                problem = IsKnownToNpgsql(parts) ? null : "has a part or a value that connections to PostgreSQL do not have.";
            }

            address = problem is null ? new(parts) : null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            problem = "is no connection string of PostgreSQL. Write Host=...;Database=...;Username=..., or postgres://user@host/database.";
        }

        return address is not null;
    }

    /// <summary>The same database with this password, whatever stood in the connection string.</summary>
    public DatabaseAddress WithPassword(string password) => new(OfPairs(ConnectionString, ("Password", password)));

    public override string ToString() => Shown;

    private static bool IsKnownToNpgsql(DbConnectionStringBuilder parts)
    {
        try
        {
            _ = new NpgsqlConnectionStringBuilder(parts.ConnectionString);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or KeyNotFoundException or FormatException or InvalidCastException)
        {
            return false;
        }
    }

    private static DbConnectionStringBuilder OfPairs(string text, params (string Key, string Value)[] more)
    {
        var written = new DbConnectionStringBuilder { ConnectionString = text };
        var parts = new DbConnectionStringBuilder();
        foreach (string key in written.Keys)
        {
            parts[OtherNames.GetValueOrDefault(key, key)] = written[key];
        }

        foreach (var (key, value) in more)
        {
            parts[key] = value;
        }

        return parts;
    }

    private static DbConnectionStringBuilder OfUrl(Uri url)
    {
        var parts = new DbConnectionStringBuilder();
        Set("Host", url.Host.Trim('[', ']'));
        Set("Port", url.Port > 0 ? url.Port.ToString(CultureInfo.InvariantCulture) : "");
        Set("Database", Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/')));
        var user = url.UserInfo.Split(':', 2);
        Set("Username", Uri.UnescapeDataString(user[0]));
        Set("Password", user.Length == 2 ? Uri.UnescapeDataString(user[1]) : "");
        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            // As libpq has them: sslmode=require&application_name=ioc.
            var (name, value) = pair.Split('=', 2) is [var n, var v] ? (n, v) : (pair, "");
            name = Uri.UnescapeDataString(name).Replace('_', ' ');
            Set(OtherNames.GetValueOrDefault(name, name), Uri.UnescapeDataString(value));
        }

        return parts;

        void Set(string key, string value)
        {
            if (value.Length > 0)
            {
                parts[key] = value;
            }
        }
    }
}
