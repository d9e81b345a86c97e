using System.Reflection;

namespace IocExplorer.Hosting;

/// <summary>The version of all programs, which are built together.</summary>
public static class ProgramVersion
{
    /// <summary>As in <c>Directory.Build.props</c>, without the commit that the build appends.</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
