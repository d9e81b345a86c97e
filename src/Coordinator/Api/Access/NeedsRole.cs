using IocExplorer.Messages.Service;
using Microsoft.AspNetCore.Builder;

namespace IocExplorer.Coordinator.Api.Access;

/// <summary>Stands with an endpoint: who may use it.</summary>
internal sealed record NeedsRole(TokenRole Role);

/// <summary>Says who may use an endpoint.</summary>
internal static class NeedsRoleExtensions
{
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, TokenRole role)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new NeedsRole(role));
}
