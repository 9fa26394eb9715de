using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Moyai.EndToEnd.Launcher;

public sealed class DemoStartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("moyai-demo-").FullName;

    public DemoStartTests() => File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_PostgreSQL_the_start_names_the_package_in_both_languages_and_ends_with_2()
    {
        var (exit, output) = await Commands.DemoAsync(_folder + "/home", new() { ["MOYAI_PG_BIN"] = "/nonexistent" }, Cancellation);

        Assert.Equal(2, exit);
        Assert.Contains("PostgreSQL 15 以上が見つかりません", output, StringComparison.Ordinal);
        Assert.Contains("run: sudo apt-get install postgresql", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_named_with_another_to_choose_and_the_database_is_stopped_again()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var (exit, output) = await Commands.DemoAsync(_folder + "/home", [], Cancellation, "--port", port);

        Assert.Equal(2, exit);
        Assert.Contains($"ポート {port} は、ほかのプログラムが使っています", output, StringComparison.Ordinal);
        Assert.Contains($"port {port} is in use", output, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder + "/home/cluster/data/postmaster.pid"));
    }

    [Fact]
    public async Task A_disk_that_fills_up_while_the_database_is_made_is_told_in_both_languages()
    {
        var programs = Directory.CreateDirectory(_folder + "/programs").FullName;
        foreach (var (name, body) in new[]
        {
            ("postgres", "echo 'postgres (PostgreSQL) 15.18'"),
            ("initdb", "echo 'initdb: error: could not write file \"base/1/1259\": No space left on device' >&2; exit 1"),
            ("pg_ctl", "exit 0"),
        })
        {
            await File.WriteAllTextAsync($"{programs}/{name}", $"#!/bin/sh\n{body}\n", Cancellation);
            File.SetUnixFileMode($"{programs}/{name}", (UnixFileMode)0b111_101_101);
        }

        var (exit, output) = await Commands.DemoAsync(_folder + "/home", new() { ["MOYAI_PG_BIN"] = programs }, Cancellation);

        Assert.Equal(2, exit);
        Assert.Contains("ディスクの空きが足りません", output, StringComparison.Ordinal);
        Assert.Contains("the disk is full", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_home_that_cannot_be_made_is_told_with_the_variable_to_set()
    {
        await File.WriteAllTextAsync(_folder + "/file", "", Cancellation);

        var (exit, output) = await Commands.DemoAsync(_folder + "/file/home", [], Cancellation);

        Assert.Equal(2, exit);
        Assert.Contains("MOYAI_HOME", output, StringComparison.Ordinal);
        Assert.Contains(_folder + "/file/home", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--port", "70000")]
    [InlineData("--port")]
    [InlineData("--prot", "8081")]
    public async Task An_option_that_is_none_is_refused_before_anything_starts(params string[] arguments)
    {
        var (exit, output) = await Commands.DemoAsync(_folder + "/home", [], Cancellation, arguments);

        Assert.Equal(2, exit);
        Assert.Contains("--port NUMBER", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder + "/home"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
