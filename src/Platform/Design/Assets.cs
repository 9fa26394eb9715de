using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Moyai.Platform.Design;

/// <summary>The stylesheet, the script and the icon of the screens. Their addresses carry the hash of their content.</summary>
public static class Assets
{
    private static readonly string[] Names = ["moyai.css", "moyai.js", "moyai.svg", "passkey.js"];
    private static readonly FrozenDictionary<string, Asset> ByName = Load();
    private static readonly FrozenDictionary<string, Asset> ByHashedName = ByName.Values.ToFrozenDictionary(a => a.HashedName, StringComparer.Ordinal);

    /// <summary>The address of an asset, for example <c>/assets/moyai.1f0c5b8e2a47.css</c>. An unknown name is a bug.</summary>
    public static string Url(string name) => "/assets/" + ByName[name].HashedName;

    /// <summary>Serves the assets to everyone: they hold nothing about anyone.</summary>
    public static IEndpointConventionBuilder MapMoyaiAssets(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/assets/{name}", [HttpMethods.Get, HttpMethods.Head], (string name, HttpContext http) => Serve(name, http))
            .AllowAnonymous()
            .ExcludeFromDescription()
            .WithName("assets");

    private static IResult Serve(string name, HttpContext http)
    {
        // A page of the previous version may still ask by an old hash or by the bare name: it gets today's file, uncached.
        if (!ByHashedName.TryGetValue(name, out var asset) && !ByName.TryGetValue(BareName(name), out asset))
            return Results.NotFound();

        http.Response.Headers.CacheControl = name == asset.HashedName ? "public, max-age=31536000, immutable" : "no-cache";
        http.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var brotli = http.Request.GetTypedHeaders().AcceptEncoding.Any(e => e.Value.Equals("br", StringComparison.OrdinalIgnoreCase) && e.Quality is not 0);
        if (brotli)
            http.Response.Headers.ContentEncoding = "br";
        return Results.Bytes(brotli ? asset.Brotli : asset.Bytes, asset.ContentType, entityTag: new EntityTagHeaderValue($"\"{asset.Hash}{(brotli ? "-br" : "")}\""));
    }

    private static string BareName(string name) => name.Split('.') is [var stem, _, var extension] ? $"{stem}.{extension}" : name;

    private static FrozenDictionary<string, Asset> Load() =>
        Names.Select(Read).ToFrozenDictionary(a => a.Name, StringComparer.Ordinal);

    private static Asset Read(string name)
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream("Moyai.Platform.Assets." + name)
            ?? throw new InvalidOperationException($"The asset {name} is not embedded.");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var bytes = memory.ToArray();
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes))[..12];
        var type = Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            _ => "image/svg+xml",
        };
        return new Asset(name, $"{Path.GetFileNameWithoutExtension(name)}.{hash}{Path.GetExtension(name)}", hash, type, bytes, Compress(bytes));
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var brotli = new BrotliStream(memory, CompressionLevel.SmallestSize))
            brotli.Write(bytes);
        return memory.ToArray();
    }

    private sealed record Asset(string Name, string HashedName, string Hash, string ContentType, byte[] Bytes, byte[] Brotli);
}
