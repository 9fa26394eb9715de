using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Moyai.Platform.Http;

namespace Moyai.Attack;

/// <summary>One route with one method, as it stands in the route table.</summary>
internal sealed record Target(string Method, RoutePattern Pattern, Door? Door, bool IsApi)
{
    private const string InMunicipality = "/{municipality:length(6)}";

    /// <summary>Routes without a method of their own are asked with GET.</summary>
    public static IReadOnlyList<Target> AllOf(EndpointDataSource source) =>
    [
        .. source.Endpoints.OfType<RouteEndpoint>().SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            .Select(method => new Target(method, endpoint.RoutePattern, endpoint.Metadata.GetMetadata<Door>(), endpoint.RoutePattern.RawText!.Contains("/api/", StringComparison.Ordinal))))
            .OrderBy(target => target.Name, StringComparer.Ordinal),
    ];

    public bool IsOpen => Door?.Open is not null;

    public bool Writes => Method is not ("GET" or "HEAD");

    public bool InTown => Pattern.RawText!.StartsWith(InMunicipality, StringComparison.Ordinal);

    /// <summary>The method and the pattern inside the municipality: GET /residents/{number}.</summary>
    public string Name => $"{Method} {string.Concat(Pattern.PathSegments.Skip(InTown ? 1 : 0).Select(segment => "/" + string.Concat(segment.Parts.Select(Word))))}";

    /// <summary>The rights behind it that are given to someone; everyone's own is left out.</summary>
    public IReadOnlyList<string> Permissions => [.. Door!.Operations.Select(operation => operation.Permission).Where(right => right != Platform.SignIn.Permissions.Self).Distinct(StringComparer.Ordinal)];

    /// <summary>Parameters other than the municipality, each with the literal before it: (residents, number).</summary>
    public IEnumerable<(string Before, string Name)> Parameters
    {
        get
        {
            var before = "";
            foreach (var part in Pattern.PathSegments.SelectMany(segment => segment.Parts))
                if (part is RoutePatternLiteralPart literal)
                    before = literal.Content;
                else if (part is RoutePatternParameterPart { Name: not "municipality" } parameter)
                    yield return (before, parameter.Name);
        }
    }

    /// <summary>The address, its parameters told by the caller.</summary>
    public string Path(string municipality, Func<(string Before, string Name), string> value)
    {
        var (path, before) = ("", "");
        foreach (var segment in Pattern.PathSegments)
        {
            path += "/";
            foreach (var part in segment.Parts)
            {
                path += part switch
                {
                    RoutePatternLiteralPart literal => literal.Content,
                    RoutePatternParameterPart { Name: "municipality" } => municipality,
                    RoutePatternParameterPart parameter => value((before, parameter.Name)),
                    _ => "",
                };
                before = part is RoutePatternLiteralPart told ? told.Content : before;
            }
        }
        return path.Length == 0 ? "/" : path;
    }

    public override string ToString() => Name;

    private static string Word(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
        RoutePatternSeparatorPart separator => separator.Content,
        _ => "",
    };
}
