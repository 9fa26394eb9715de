using System.Globalization;
using Moyai.Bench.Measuring;
using Moyai.Bench.Town;

namespace Moyai.Bench.Page;

/// <summary>The page of a resident as the staff host serves it, beside the least a web server could do for the same rows.</summary>
internal static class PageBench
{
    public static async Task RunAsync(BenchOptions options, BenchTown town, Report report, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("moyai-bench-").FullName;
        try
        {
            await RunAsync(options, town, report, folder, ct);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(BenchOptions options, BenchTown town, Report report, string folder, CancellationToken ct)
    {
        var paths = await PathsAsync(town, ct);
        await using var staff = await Served.StartAsync("Moyai.Staff.dll", _ => [], new Dictionary<string, string>
        {
            ["MOYAI_DATABASE"] = town.AppConnectionString, ["MOYAI_KEY_FILE"] = town.KeyFile, ["MOYAI_KEY_FOLDER"] = town.KeyFolder,
        }, folder + "/staff.log", ct);
        using var browser = await SignedInBrowser.OpenAsync(staff.Address, ct);
        var bytes = await MeanAsync(paths, path => browser.PageAsync(path, ct));

        var database = new Dictionary<string, string> { ["MOYAI_DATABASE"] = town.AppConnectionString };
        // The bare page is measured once without its frame, so that with the frame it is as long as ours.
        int content;
        await using (var frameless = await StartBareAsync(0, database, folder, ct))
        using (var http = new HttpClient { BaseAddress = frameless.Address })
            content = await MeanAsync(paths, path => http.GetByteArrayAsync(new Uri(path, UriKind.Relative), ct));
        await using var bare = await StartBareAsync(Math.Max(0, bytes - content), database, folder, ct);

        var chapter = report.Begin("page", string.Create(CultureInfo.InvariantCulture,
            $"GET of {paths.Count} residents' pages, about {bytes / 1024.0:0.0} KiB, {options.Residents:N0} residents; ours with session, rights, access record, template and log; 16 connections by {Loader.Name}; limit: Kestrel, one SQL for the same rows, a page of the same size by string"));
        var loader = new Loader(folder, paths, browser.Cookie);
        var (ours, theirs) = (new List<double>(), new List<double>());
        await loader.RunAsync(staff.Address, options.Turn(2, 5), ct);
        await loader.RunAsync(bare.Address, options.Turn(1, 3), ct);
        for (var round = 0; round < options.Rounds; round++)
        {
            ours.Add(await loader.RunAsync(staff.Address, options.Turn(2, 5), ct));
            theirs.Add(await loader.RunAsync(bare.Address, options.Turn(1, 5), ct));
        }
        chapter.Add("pages", "1/s", Better.Higher, Figures.Median(ours), "bare Kestrel, one SQL", Figures.Median(theirs));
        chapter.Add("bytes each", "bytes", Better.Lower, bytes, "bare Kestrel, one SQL", bytes > content ? bytes : content);
    }

    private static Task<Served> StartBareAsync(int bytes, Dictionary<string, string> environment, string folder, CancellationToken ct) => Served.StartAsync(
        "Moyai.Bench.dll", port => [BarePage.Verb, port.ToString(CultureInfo.InvariantCulture), bytes.ToString(CultureInfo.InvariantCulture)], environment, folder + "/bare.log", ct);

    private static async Task<int> MeanAsync(IReadOnlyList<string> paths, Func<string, Task<byte[]>> get)
    {
        var sum = 0L;
        var some = paths.Take(20).ToList();
        foreach (var path in some)
            sum += (await get(path)).Length;
        return (int)(sum / some.Count);
    }

    private static async Task<IReadOnlyList<string>> PathsAsync(BenchTown town, CancellationToken ct)
    {
        await using var source = Walled.Source(town.AppConnectionString, 1);
        await using var command = source.CreateCommand("select addressee_number from residents.resident where status = '住民' order by hashint8(addressee_number) limit 1000");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var paths = new List<string>();
        while (await reader.ReadAsync(ct))
            paths.Add(string.Create(CultureInfo.InvariantCulture, $"/{BenchTown.Code}/residents/{reader.GetInt64(0):D15}"));
        return paths;
    }
}
