using System.ComponentModel;
using System.Diagnostics;

namespace Moyai.Printing.Tests;

/// <summary>Runs the independent PDF readers these tests trust more than ourselves.</summary>
internal static class Tool
{
    public static string Run(string name, byte[] pdf, params string[] arguments)
    {
        var file = Path.Combine(Path.GetTempPath(), $"moyai-printing-{Guid.CreateVersion7():N}.pdf");
        File.WriteAllBytes(file, pdf);
        try
        {
            var start = new ProcessStartInfo(name) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = System.Text.Encoding.UTF8 };
            foreach (var argument in arguments) start.ArgumentList.Add(argument == "FILE" ? file : argument);
            using var process = Start(start);
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"{name} exit {process.ExitCode}: {output}{errors.Result}");
            Assert.Equal("", errors.Result);
            return output;
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The text as a reader copies it out; every page ends with a form feed.</summary>
    public static string Text(byte[] pdf) => Run("pdftotext", pdf, "-raw", "-enc", "UTF-8", "FILE", "-");

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException($"{start.FileName} is not installed: apt-get install poppler-utils qpdf");
        }
    }
}
