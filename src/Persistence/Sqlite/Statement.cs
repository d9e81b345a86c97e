using System.Text;
using SQLitePCL;

namespace IocExplorer.Persistence.Sqlite;

/// <summary>A prepared statement. Parameters are numbered from 1, columns from 0, as in SQLite.</summary>
internal sealed class Statement : IDisposable
{
    private const int StackBytes = 512;

    private readonly Database _database;
    private readonly sqlite3_stmt _handle;

    private Statement(Database database, sqlite3_stmt handle)
    {
        _database = database;
        _handle = handle;
    }

    public static Statement Prepare(Database database, sqlite3 connection, string sql)
    {
        database.Check(raw.sqlite3_prepare_v3(connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out var handle));
        return new(database, handle);
    }

    public Statement Bind(int parameter, long number)
    {
        _database.Check(raw.sqlite3_bind_int64(_handle, parameter, number));
        return this;
    }

    public Statement Bind(int parameter, long? number)
    {
        _database.Check(number is { } n ? raw.sqlite3_bind_int64(_handle, parameter, n) : raw.sqlite3_bind_null(_handle, parameter));
        return this;
    }

    public Statement BindNull(int parameter)
    {
        _database.Check(raw.sqlite3_bind_null(_handle, parameter));
        return this;
    }

    public Statement Bind(int parameter, string text)
    {
        Span<byte> utf8 = stackalloc byte[StackBytes];
        return Encoding.UTF8.TryGetBytes(text, utf8, out var length)
            ? Bind(parameter, utf8[..length])
            : Bind(parameter, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Binds UTF-8 text; SQLite copies it.</summary>
    public Statement Bind(int parameter, ReadOnlySpan<byte> utf8)
    {
        // The binding hands an empty span over as a null pointer, which SQLite takes for NULL.
        _database.Check(utf8.IsEmpty ? raw.sqlite3_bind_text(_handle, parameter, "") : raw.sqlite3_bind_text(_handle, parameter, utf8));
        return this;
    }

    /// <summary>Binds bytes that are no text; SQLite copies them.</summary>
    public Statement BindBlob(int parameter, ReadOnlySpan<byte> bytes)
    {
        _database.Check(bytes.IsEmpty ? raw.sqlite3_bind_zeroblob(_handle, parameter, 0) : raw.sqlite3_bind_blob(_handle, parameter, bytes));
        return this;
    }

    /// <summary>Runs to the end; rows are ignored.</summary>
    public void Run()
    {
        using var rows = Rows();
        while (rows.Next())
        {
        }
    }

    /// <summary>Runs to the end and reads each row.</summary>
    public List<T> All<T>(Func<Statement, T> read)
    {
        List<T> all = [];
        using var rows = Rows();
        while (rows.Next())
        {
            all.Add(read(this));
        }

        return all;
    }

    /// <summary>Begins to run. Dispose the rows before the statement is used again and before the transaction ends.</summary>
    public RowsOfStatement Rows() => new(this);

    public bool IsNull(int column) => raw.sqlite3_column_type(_handle, column) == raw.SQLITE_NULL;

    public long Number(int column) => raw.sqlite3_column_int64(_handle, column);

    public long? NumberOrNull(int column) => IsNull(column) ? null : Number(column);

    public string Text(int column) => Encoding.UTF8.GetString(Utf8(column));

    /// <summary>Valid until the next row.</summary>
    public ReadOnlySpan<byte> Utf8(int column) => raw.sqlite3_column_blob(_handle, column);

    /// <summary>Goes on to the next row, if there is one; the columns show it.</summary>
    public bool Next()
    {
        var result = raw.sqlite3_step(_handle);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        _database.Check(result);
        return false;
    }

    /// <summary>Ends the run. The result only repeats the error of the last step, which has been thrown already.</summary>
    public void Stop() => _ = raw.sqlite3_reset(_handle);

    public void Dispose() => _handle.Dispose();

    public readonly ref struct RowsOfStatement(Statement statement) : IDisposable
    {
        public bool Next() => statement.Next();

        public void Dispose() => statement.Stop();
    }
}
