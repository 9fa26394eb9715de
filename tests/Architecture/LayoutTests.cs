namespace Moyai.Architecture;

public sealed class LayoutTests
{
    private const int MostInRoot = 16;

    private static readonly string[] Forbidden = ["Core", "Common", "Shared", "Contracts", "Abstractions", "Helpers", "Utils"];

    [Fact]
    public void No_folder_or_project_has_a_name_that_says_nothing() => Assert.Empty(SaysNothing(Folders()));

    [Theory]
    [InlineData("src/Common")]
    [InlineData("src/Residents/Helpers")]
    [InlineData("src/Residents.Contracts")]
    [InlineData("tests/Shared.Tests")]
    public void A_name_that_says_nothing_is_found(string folder) => Assert.Single(SaysNothing([folder, "src/Residents", "src/Residents/Pages", "src/Commoners"]));

    [Fact]
    public void The_root_can_be_taken_in_at_a_glance() => Assert.InRange(Visible(Directory.EnumerateFileSystemEntries(Repository.Root).Select(path => Path.GetFileName(path)!)).Count(), 8, MostInRoot);

    [Fact]
    public void A_seventeenth_entry_would_be_counted() => Assert.Equal(17, Visible([.. Enumerable.Range(0, 17).Select(i => $"entry{i}"), ".git", "artifacts"]).Count());

    private static IEnumerable<string> Visible(IEnumerable<string> names) => names.Where(name => name[0] != '.' && name != "artifacts");

    private static IEnumerable<string> SaysNothing(IEnumerable<string> folders) =>
        folders.Where(folder => folder.Split('/').Last().Split('.').Any(word => Forbidden.Contains(word, StringComparer.OrdinalIgnoreCase)));

    private static IEnumerable<string> Folders() => ((string[])["src", "tests", "bench", "standards", "docs"])
        .SelectMany(top => Directory.EnumerateDirectories(Path.Combine(Repository.Root, top), "*", SearchOption.AllDirectories))
        .Select(folder => Path.GetRelativePath(Repository.Root, folder))
        .Where(folder => !folder.Split('/').Any(part => part is "artifacts" or "obj" or "bin"));
}
