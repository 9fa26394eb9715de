namespace Moyai.Architecture;

/// <summary>Who may reference whom (law), and twins: projects that a newcomer might make.</summary>
public sealed class ReferenceLawTests
{
    [Fact]
    public void No_project_references_what_the_law_forbids()
    {
        var graph = ProjectGraph.Read(Repository.Root);
        Assert.Contains("src/Residents", graph.Projects);
        Assert.Contains("src/Hosts/Staff", graph.Projects);
        Assert.Empty(graph.Breaches());
    }

    [Theory]
    [InlineData("src/Kernel → src/Standards")]
    [InlineData("src/Standards → src/Platform")]
    [InlineData("src/Platform → src/Linkage")]
    [InlineData("src/Platform → src/Residents")]
    [InlineData("src/Platform → src/MyNumber")]
    [InlineData("src/Printing → src/Platform")]
    [InlineData("src/MyNumber → src/Residents")]
    [InlineData("src/ResidentTax → src/Residents")]
    [InlineData("src/Residents → src/ResidentTax.Rules")]
    [InlineData("src/ResidentTax.Rules → src/Standards")]
    [InlineData("src/ResidentTax.Rules → src/Platform")]
    [InlineData("src/Residents → src/Hosts/Staff")]
    [InlineData("src/Hosts/Portal → src/Hosts/Staff")]
    [InlineData("src/Residents → src/SyntheticJapan")]
    [InlineData("src/Residents → tests/TestKit")]
    [InlineData("tests/TestKit → src/Hosts/Staff", true)]
    [InlineData("src/Hosts/Portal → src/MyNumber")]
    [InlineData("src/Hosts/Portal → src/Residents")]
    public void A_forbidden_reference_is_found(string reference, bool allowed = false)
    {
        var (from, to) = (reference.Split(" → ")[0], reference.Split(" → ")[1]);
        var graph = new ProjectGraph(new Dictionary<string, string[]> { [from] = [to], [to] = [] });
        Assert.Equal(allowed, !graph.Breaches().Any(breach => breach.Contains(to, StringComparison.Ordinal)));
    }

    [Fact]
    public void What_the_portal_reaches_through_another_is_found()
    {
        var graph = new ProjectGraph(new Dictionary<string, string[]> { ["src/Hosts/Portal"] = ["src/Portal"], ["src/Portal"] = ["src/Platform", "src/MyNumber"], ["src/MyNumber"] = ["src/Platform"], ["src/Platform"] = [] });
        Assert.Contains(graph.Breaches(), breach => breach.StartsWith("src/Hosts/Portal ⇒ src/MyNumber", StringComparison.Ordinal));
    }

    [Fact]
    public void The_law_as_it_is_written_is_allowed()
    {
        var graph = new ProjectGraph(new Dictionary<string, string[]>
        {
            ["src/Kernel"] = [], ["src/Standards"] = ["src/Kernel"], ["src/Platform"] = ["src/Standards"], ["src/Linkage"] = ["src/Platform"], ["src/MyNumber"] = ["src/Platform"], ["src/Printing"] = ["src/Kernel"],
            ["src/Residents"] = ["src/Linkage", "src/MyNumber", "src/Printing"], ["src/ResidentTax.Rules"] = ["src/Kernel"], ["src/ResidentTax"] = ["src/Linkage", "src/ResidentTax.Rules"], ["src/Portal"] = ["src/Linkage"],
            ["src/Hosts/Staff"] = ["src/Residents", "src/ResidentTax"], ["src/Hosts/Portal"] = ["src/Portal"], ["tests/Attack"] = ["src/Hosts/Staff", "tests/TestKit"], ["tests/TestKit"] = ["src/Residents"],
        });
        Assert.Empty(graph.Breaches());
    }
}
