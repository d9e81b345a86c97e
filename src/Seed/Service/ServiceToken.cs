using IocExplorer.Hosting.Configuration;

namespace IocExplorer.Seed.Service;

/// <summary>Reads the bearer token. No message ever holds it.</summary>
internal static class ServiceToken
{
    private const int LongestFile = 16 * 1024;

    /// <param name="arguments">The last word.</param>
    /// <param name="environment">Used when the command line has none.</param>
    /// <param name="folder">What a relative path is relative to.</param>
    /// <param name="problems">Gets a line for everything that is wrong.</param>
    /// <returns>Null when there is none, or none that can be used.</returns>
    public static string? Read(ServiceArguments arguments, IReadOnlyDictionary<string, string> environment, string folder, List<string> problems)
    {
        var (token, tokenName, file, fileName) = arguments is { Token: null, TokenFile: null }
            ? (Variable(ServiceVariables.Token), ServiceVariables.Token, Variable(ServiceVariables.TokenFile), ServiceVariables.TokenFile)
            : (arguments.Token, "--token", arguments.TokenFile, "--token-file");
        if (token is not null && file is not null)
        {
            problems.Add($"Both {tokenName} and {fileName} are given. Keep one of them; the file is safer, because others see a command line.");
            return null;
        }

        return file is not null ? FromFile(file, fileName, folder, problems)
            : token is not null ? Checked(token, tokenName, problems)
            : null;

        string? Variable(string name) => environment.GetValueOrDefault(name) is { } value && value.Trim().Length > 0 ? value : null;
    }

    private static string? FromFile(string path, string name, string folder, List<string> problems)
    {
        try
        {
            using var reader = new StreamReader(File.OpenRead(Path.GetFullPath(path, folder)));
            var content = new char[LongestFile];
            var length = reader.ReadBlock(content);
            return Checked(new(content, 0, length), $"the file {path} ({name})", problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problems.Add($"The token file {path} cannot be read ({FileErrorText.Of(e, Path.GetFullPath(path, folder))}). Check the path given with {name}.");
            return null;
        }
    }

    // What goes into a header must not be able to end it.
    private static string? Checked(string text, string name, List<string> problems)
    {
        var token = text.Trim();
        if (token.Length is > 0 and <= 4096 && token.All(c => c is > ' ' and < '\x7f'))
        {
            return token;
        }

        problems.Add($"What {name} holds is no token: a token is one word of letters, digits and signs. Take it over as `token add` printed it.");
        return null;
    }
}
