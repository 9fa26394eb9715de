using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Moyai.Platform;
using Moyai.Platform.Http;
using Moyai.Platform.Operations;

namespace Moyai.Attack.Walls;

public sealed class RouteLawTests(House house) : WallTests(house)
{
    [Fact]
    public void Every_route_says_what_it_runs_or_why_it_is_open() => Assert.Empty(Breaches(House.Targets));

    [Fact]
    public void Every_route_has_samples_and_every_sample_its_route()
    {
        Assert.Empty(House.Targets.SelectMany(Samples.MissingFor));
        Assert.Empty(Samples.Unused(House.Targets));
    }

    [Fact]
    public void Every_operation_of_a_route_stands_in_the_surface_of_a_module_and_in_this_hosts_zone()
    {
        var told = House.Services.GetServices<Module>().SelectMany(module => module.Operations).ToHashSet();
        var zone = House.Services.GetRequiredService<HostZone>().Zone;
        Assert.Empty(Closed.SelectMany(target => target.Door!.Operations).Where(operation => !told.Contains(operation)).Select(operation => operation.Kind));
        Assert.Empty(Closed.SelectMany(target => target.Door!.Operations).Where(operation => operation.Zone != zone).Select(operation => operation.Kind));
    }

    /// <summary>What changes something is a POST; what a GET runs only reads.</summary>
    [Fact]
    public void A_route_that_reads_does_not_run_what_writes()
    {
        // A blank form stands at the address its filled one is sent to, and asks the same right.
        string[] forms = ["GET /me/password", "GET /move-ins/new", "GET /households/{number}/certificate", "GET /residents/import"];
        Assert.Empty(Closed.Where(target => !target.Writes && target.Door!.Operations[0].Mode == OperationMode.Write && !forms.Contains(target.Name)).Select(target => target.Name));
    }

    /// <summary>The twins: routes as a newcomer might add them.</summary>
    [Fact]
    public void A_naked_route_and_one_outside_the_town_and_one_without_samples_are_found()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        app.MapGet("/naked", () => "");
        app.MapGet("/{municipality:length(6)}/empty", () => "").Runs();
        app.MapGet("/outside", () => "").Runs(Platform.AccessRecords.LookAtAccessRecords.Searches);
        app.MapGet("/reasonless", () => "").Open(" ");
        app.MapPost("/{municipality:length(6)}/new-things/{thing}", () => "").Runs(Platform.AccessRecords.LookAtAccessRecords.Searches);
        var targets = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => Target.AllOf(source)).ToList();

        Assert.Equal(
            ["GET /empty: it runs nothing and is not open", "GET /naked: it says neither what it runs nor why it is open", "GET /outside: it runs an operation outside a municipality", "GET /reasonless: it gives no reason to be open"],
            Breaches(targets).Order(StringComparer.Ordinal));
        Assert.Equal(["POST /new-things/{thing}: no sample for {thing} after new-things", "POST /new-things/{thing}: no sample body"], targets.SelectMany(Samples.MissingFor));
    }

    private static IEnumerable<string> Breaches(IEnumerable<Target> targets) => targets.Select(target => target.Door switch
    {
        null => $"{target}: it says neither what it runs nor why it is open",
        { Open: { } reason } => string.IsNullOrWhiteSpace(reason) ? $"{target}: it gives no reason to be open" : null,
        { Operations.Count: 0 } => $"{target}: it runs nothing and is not open",
        _ => target.InTown ? null : $"{target}: it runs an operation outside a municipality",
    }).OfType<string>();
}
