namespace Moyai.EndToEnd.Launcher;

/// <summary>The `moyai` script in a folder with blanks in its name, without HOME, with a dotnet that only notes what it is asked.</summary>
public sealed class ScriptTests : IDisposable
{
    private readonly string _top = Directory.CreateTempSubdirectory("moyai script ").FullName;
    private readonly string _asked;
    private readonly string _answers;

    public ScriptTests()
    {
        _asked = _top + "/asked";
        _answers = _top + "/answers";
        Directory.CreateDirectory(Root);
        Directory.CreateDirectory(_answers);
        File.Copy(Commands.Root + "/moyai", Root + "/moyai");
        File.WriteAllText(Root + "/Program.cs", "one");
        Program("dotnet", $$"""
            printf '[%s]' "$@" >>'{{_asked}}'; echo >>'{{_asked}}'
            case $1 in
                --list-sdks) echo '10.0.100 [/usr/share/dotnet/sdk]' ;;
                build) if [ -f '{{_answers}}/broken' ]; then echo 'Program.cs(1,1): error CS1002'; exit 1; fi ;;
                *.dll)
                    name=$(basename "$1" .dll)
                    while [ "$#" -gt 1 ]; do
                        if [ "$1" = -xml ] && [ -f '{{_answers}}'/"$name".xml ]; then cp '{{_answers}}'/"$name".xml "$2"; fi
                        shift
                    done
                    if [ -f '{{_answers}}'/"$name".exit ]; then echo "$name fell"; exit 3; fi ;;
            esac
            """);
        foreach (var name in new[] { "initdb", "chromium", "pdftotext", "qpdf" })
            Program(name, "exit 0");
    }

    private string Root => _top + "/the house";

    private string Asked => File.Exists(_asked) ? File.ReadAllText(_asked) : "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Alone_it_explains_itself_in_both_languages_and_builds_nothing()
    {
        var (exit, output) = await MoyaiAsync();

        Assert.Equal(0, exit);
        Assert.Contains("デモの町", output, StringComparison.Ordinal);
        Assert.Contains("brings two demo towns live", output, StringComparison.Ordinal);
        Assert.Equal("", Asked);
    }

    [Fact]
    public async Task An_unknown_verb_explains_and_fails()
    {
        var (exit, output) = await MoyaiAsync("dmeo");
        Assert.Equal(1, exit);
        Assert.Contains("Usage", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_reach_the_program_as_they_are()
    {
        var (exit, _) = await MoyaiAsync("audit", "verify", "a b", "$HOME");

        Assert.Equal(0, exit);
        Assert.EndsWith($"[{Root}/artifacts/bin/Moyai.Cli/release/Moyai.Cli.dll][audit][verify][a b][$HOME]\n", Asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_start_builds_nothing_and_a_changed_or_deleted_file_builds_again()
    {
        Assert.Equal(2, await BuildsOfAStartAsync());
        Assert.Equal(0, await BuildsOfAStartAsync());
        await File.WriteAllTextAsync(Root + "/Program.cs", "two!", Cancellation);
        Assert.Equal(2, await BuildsOfAStartAsync());
        File.Delete(Root + "/Program.cs");
        Assert.Equal(2, await BuildsOfAStartAsync());
        Assert.Equal(0, await BuildsOfAStartAsync());
    }

    [Fact]
    public async Task A_build_that_fails_shows_its_errors_and_is_tried_again_next_time()
    {
        await File.WriteAllTextAsync(_answers + "/broken", "", Cancellation);
        var (exit, output) = await MoyaiAsync("openapi");
        Assert.Equal(2, exit);
        Assert.Contains("error CS1002", output, StringComparison.Ordinal);
        Assert.Contains("ビルドに失敗しました", output, StringComparison.Ordinal);

        File.Delete(_answers + "/broken");
        Assert.Equal(2, await BuildsOfAStartAsync());
    }

    [Fact]
    public async Task An_old_SDK_is_refused_with_the_place_to_get_the_new_one()
    {
        Program("dotnet", "echo '8.0.400 [/usr/share/dotnet/sdk]'");
        var (exit, output) = await MoyaiAsync("openapi");

        Assert.Equal(2, exit);
        Assert.Contains(".NET 10 SDK が見つかりません", output, StringComparison.Ordinal);
        Assert.Contains("https://dotnet.microsoft.com/download/dotnet/10.0", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_run_sums_exactly_and_its_last_line_is_the_sum()
    {
        Answer("Moyai.A", total: 7, failed: 0);
        Answer("Moyai.B", total: 5, failed: 0);
        Answer("Moyai.EndToEnd", total: 1, failed: 0);

        var (exit, output) = await MoyaiAsync("test");

        Assert.Equal(0, exit);
        Assert.Equal("13 passed, 0 failed", output.TrimEnd().Split('\n')[^1]);
    }

    [Fact]
    public async Task A_failure_a_crash_and_a_project_without_tests_each_fail_the_run()
    {
        Answer("Moyai.Failing", total: 4, failed: 2);
        Answer("Moyai.Empty", total: 0, failed: 0);
        Answer("Moyai.Quits", total: 3, failed: 0);
        await File.WriteAllTextAsync(_answers + "/Moyai.Quits.exit", "", Cancellation);
        Project("Moyai.Crashing");
        await File.WriteAllTextAsync(_answers + "/Moyai.Crashing.exit", "", Cancellation);

        var (exit, output) = await MoyaiAsync("test");

        Assert.Equal(1, exit);
        Assert.Equal("5 passed, 5 failed", output.TrimEnd().Split('\n')[^1]);
        Assert.Contains("Moyai.Crashing fell", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_chooses_the_projects_that_carry_it()
    {
        Answer("Moyai.Kernel.Tests", total: 7, failed: 0);
        Answer("Moyai.Other.Tests", total: 5, failed: 5);

        var (exit, output) = await MoyaiAsync("test", "kernel");
        Assert.Equal(0, exit);
        Assert.EndsWith("7 passed, 0 failed\n", output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_top, recursive: true);

    private void Program(string name, string body)
    {
        var path = Directory.CreateDirectory(_top + "/bin").FullName + "/" + name;
        File.WriteAllText(path, "#!/bin/sh\n" + body + "\n");
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
    }

    private void Project(string name) => File.WriteAllText(Directory.CreateDirectory($"{Root}/tests/{name}").FullName + $"/{name}.csproj", "<Project />");

    private void Answer(string name, int total, int failed)
    {
        Project(name);
        File.WriteAllText($"{_answers}/{name}.xml", $"""
            <assemblies>
              <assembly name="x" total="{total}" passed="{total - failed}" failed="{failed}" skipped="0" not-run="0" errors="0" time="0.1"></assembly>
            </assemblies>
            """);
    }

    private async Task<int> BuildsOfAStartAsync()
    {
        File.Delete(_asked);
        Assert.Equal(0, (await MoyaiAsync("openapi")).Exit);
        return Asked.Split('\n').Count(line => line.StartsWith("[build]", StringComparison.Ordinal));
    }

    private Task<(int Exit, string Output)> MoyaiAsync(params string[] arguments) => Commands.RunAsync(
        Root + "/moyai", arguments, new() { ["HOME"] = null, ["DOTNET_ROOT"] = null, ["MOYAI_PG_BIN"] = null, ["PATH"] = $"{_top}/bin:/usr/bin:/bin" }, Cancellation);
}
