namespace IocExplorer.Hosting.Configuration.Hocon;

/// <summary>One value that was given to a name, or one item of a list.</summary>
internal sealed record HoconAssignment(HoconNode Value, HoconPosition Place);
