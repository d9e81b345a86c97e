namespace IocExplorer.Messages.Service;

/// <summary>A format in which hunts are exported.</summary>
/// <param name="Name">By which it is asked for: <c>stix</c>.</param>
/// <param name="FileExtension">Of files, with its dot: <c>.json</c>.</param>
/// <param name="MediaType">As HTTP names it: <c>application/json</c>.</param>
/// <param name="Description">What it is and for what, in one clause.</param>
public sealed record ExportFormat(string Name, string FileExtension, string MediaType, string Description);
