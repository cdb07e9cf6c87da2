using System.Net;
using System.Net.Sockets;
using Gruppera.Tests;
using Npgsql;

namespace Gruppera.Host.Tests;

/// <summary>A PostgreSQL of its own for the tests, on the loopback, with a password; gone afterwards. Where there is none, tests are skipped.</summary>
public sealed class PostgresServer : IDisposable
{
    public const string Password = "not-to-be-seen";
    private readonly string _folder = Directory.CreateTempSubdirectory("gruppera-postgres-").FullName;
    private readonly string? _programs;

    public PostgresServer()
    {
        _programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(folder => Path.Combine(folder, "bin")).LastOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            : null;
        if (_programs is null)
        {
            Missing = "PostgreSQL is not here: apt-get install postgresql";
            return;
        }

        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        File.WriteAllText(Path.Combine(_folder, "password"), Password);
        var data = Path.Combine(_folder, "data");
        var said = AsUser($"chmod 700 {_folder}") + AsUser(
            $"{_programs}/initdb -D {data} -U analyst --pwfile={_folder}/password --auth=scram-sha-256 --encoding=UTF8 --locale=C -N" +
            $" && {_programs}/pg_ctl -D {data} -o '-p {Port} -h 127.0.0.1 -k {_folder} -c fsync=off' -l {_folder}/log -w start");
        try
        {
            Query("select 1");
        }
        catch (NpgsqlException exception)
        {
            Missing = $"PostgreSQL could not be started: {exception.Message} {said}";
        }
    }

    public int Port { get; }

    /// <summary>Why there is no server; null if there is one.</summary>
    public string? Missing { get; }

    public string Address => $"postgres:host=127.0.0.1;port={Port};dbname=postgres;user=analyst";

    public NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={Port};Database=postgres;Username=analyst;Password={Password};Pooling=false;Timeout=5");
        connection.Open();
        return connection;
    }

    public string Query(string sql)
    {
        using var connection = Open();
        using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }

    public void Dispose()
    {
        if (_programs is not null)
            AsUser($"{_programs}/pg_ctl -D {_folder}/data -m immediate -w stop");
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Runs a line of the shell; not as root, which PostgreSQL refuses.</summary>
    private string AsUser(string line)
    {
        var isRoot = Environment.UserName == "root";
        if (isRoot)
            Programs.Run(new("chown", ["-R", "postgres", _folder]));
        string[] words = [.. isRoot ? ["postgres", "-s", "/bin/sh"] : Array.Empty<string>(), "-c", $"({line}) >{_folder}/said 2>&1 </dev/null"];
        var (status, _, error) = Programs.Run(new(isRoot ? "su" : "/bin/sh", words) { WorkingDirectory = "/" }, TimeSpan.FromMinutes(1));
        return status == 0 ? "" : error + (File.Exists(Path.Combine(_folder, "said")) ? File.ReadAllText(Path.Combine(_folder, "said")) : "");
    }
}
