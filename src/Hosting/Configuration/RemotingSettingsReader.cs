namespace IocExplorer.Hosting.Configuration;

/// <summary>Makes <see cref="RemotingSettings"/> of what was written below <c>node.remoting</c>. Complaints gather in the cursor.</summary>
internal sealed class RemotingSettingsReader(SettingCursor cursor, ProgramKind program, Func<string, byte[]> readFile)
{
    private const string At = "node.remoting.";

    private static readonly string[] _files = ["certificate", "certificateKey", "authority"];

    public RemotingSettings Read()
    {
        var defaults = new RemotingSettings();
        var settings = new RemotingSettings
        {
            Host = Host("host") ?? defaults.Host,
            Port = cursor.Number(At + "port", CommonBounds.RemotingPort) ?? defaults.Port,
            PublicHost = Host("publicHost"),
            PublicPort = cursor.Number(At + "publicPort", CommonBounds.RemotingPublicPort),
            Insecure = cursor.Flag(At + "insecure") ?? defaults.Insecure,
            Certificate = FileOf("certificate"),
            CertificateKey = FileOf("certificateKey"),
            Authority = FileOf("authority"),
        };
        CheckProtection(settings);
        return settings;
    }

    private void CheckProtection(RemotingSettings settings)
    {
        var missing = _files.Where(f => cursor.Text(At + f) is null).ToList();
        if (missing.Count is > 0 and < 3)
        {
            cursor.Refuse($"{At}{string.Join($" and {At}", missing)} must be set as well: certificate, certificateKey and authority go together."
                + " secrets/README.md says how to make them.");
        }
        else if (missing.Count == 0 && settings.Insecure)
        {
            cursor.Refuse($"{At}insecure is true, and there are certificates. Take one of them out.");
        }
        else if (missing.Count == 3 && !settings.Insecure && !settings.IsLoopback)
        {
            cursor.Refuse($"{At}host ({settings.Host}) is reached from other machines, and whoever reaches it may send the node messages."
                + $" Set {At}certificate, certificateKey and authority (secrets/README.md says how to make them),"
                + $" or {At}insecure = true in a network that nobody else reaches.");
        }
    }

    private string? Host(string name)
    {
        if (cursor.Find(At + name) is not { } setting)
        {
            return null;
        }

        var host = setting.Value.Trim();
        if (Uri.CheckHostName(host) != UriHostNameType.Unknown)
        {
            return host;
        }

        cursor.Refuse(setting, "must be an IP address or the name of a machine, without scheme and port, such as 10.0.0.7.");
        return null;
    }

    private string? FileOf(string name)
    {
        // The console does not use it, and the files of a node are not there on everybody's machine.
        if (cursor.FilePath(At + name) is not { } path || program == ProgramKind.Console)
        {
            return cursor.FilePath(At + name);
        }

        return SecretFile.Read(cursor, cursor.Find(At + name)!, readFile) is null ? null : path;
    }
}
