namespace IocExplorer.Coordinator.Trees;

/// <summary>Whether an IOC is private, reserved or internal, so that it should not be sent to external sources.</summary>
/// <param name="why">One clause: <c>is a private address (RFC 1918)</c>; empty when it is not reserved.</param>
public delegate bool ReservedRule(Ioc ioc, out string why);
