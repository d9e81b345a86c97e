using IocExplorer.Messages.Service.Tokens;
using Microsoft.AspNetCore.Authorization;

namespace IocExplorer.Coordinator.Api.Access;

/// <summary>The roles by name. An endpoint needs one of them: the authorization policy of that name lets through this role and those above it.</summary>
internal static class Roles
{
    public const string Read = "read";
    public const string Submit = "submit";
    public const string Admin = "admin";

    private static readonly Dictionary<string, TokenRole> ByName = new(StringComparer.Ordinal)
    {
        [Read] = TokenRole.Read,
        [Submit] = TokenRole.Submit,
        [Admin] = TokenRole.Admin,
    };

    public static IEnumerable<string> Names => ByName.Keys;

    public static TokenRole Of(string name) => ByName[name];

    public static string NameOf(TokenRole role) => ByName.First(r => r.Value == role).Key;

    public static void AddPolicies(AuthorizationOptions authorization)
    {
        foreach (var (name, role) in ByName)
        {
            authorization.AddPolicy(name, policy => policy.RequireRole(ByName.Where(r => r.Value >= role).Select(r => r.Key)));
        }
    }
}
