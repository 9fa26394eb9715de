using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Moyai.Platform.Database;
using Moyai.TestKit;

namespace Moyai.Architecture;

/// <summary>docs/openapi.json is the document the staff host serves.</summary>
public sealed class OpenApiTests : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _folder = Directory.CreateTempSubdirectory("moyai-openapi-").FullName;

    [Fact]
    public async Task The_description_of_the_api_is_true_and_of_version_3_1()
    {
        await using var database = await TestDatabase.CreateAsync((owner, ct) => Migrator.ApplyAsync(owner, TwoTowns.Migrations, ct));
        await using var host = new Host(new Dictionary<string, string>
        {
            ["MOYAI_DATABASE"] = database.AppConnectionString, ["MOYAI_KEY_FILE"] = Path.Combine(_folder, "keys.json"), ["MOYAI_KEY_FOLDER"] = _folder,
        });
        using var client = host.CreateClient();
        using var document = JsonDocument.Parse(await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)));

        Assert.StartsWith("3.1", document.RootElement.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.All(document.RootElement.GetProperty("paths").EnumerateObject(), path => Assert.Contains("/api/", path.Name, StringComparison.Ordinal));
        Golden.Holds("openapi.json", JsonSerializer.Serialize(document.RootElement, Readable) + "\n");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private sealed class Host(IReadOnlyDictionary<string, string> settings) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Production");
            foreach (var (name, value) in settings)
                builder.UseSetting(name, value);
        }
    }
}
