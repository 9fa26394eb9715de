using System.Diagnostics;

namespace Moyai.Residents.Tests;

/// <summary>Reads a certificate with a reader that is not ours.</summary>
internal static class Pdf
{
    /// <summary>The text as it is copied out; every page ends with a form feed.</summary>
    public static string Text(byte[] pdf) => Read(pdf, "-raw");

    /// <summary>The text where it stands on the paper.</summary>
    public static string Layout(byte[] pdf) => Read(pdf, "-layout");

    /// <summary>As the reader writes it: every space is a plain one.</summary>
    public static string Spaced(string text) => text.Replace('　', ' ');

    /// <summary>Keeps the file for a person to look at, where MOYAI_KEEP names a folder.</summary>
    public static void Keep(string name, byte[] pdf)
    {
        if (Environment.GetEnvironmentVariable("MOYAI_KEEP") is { Length: > 0 } folder)
            File.WriteAllBytes(Path.Combine(folder, name + ".pdf"), pdf);
    }

    private static string Read(byte[] pdf, string mode)
    {
        Keep(mode[1..] + pdf.Length, pdf);
        var file = Path.Combine(Path.GetTempPath(), $"moyai-certificate-{Guid.CreateVersion7():N}.pdf");
        File.WriteAllBytes(file, pdf);
        try
        {
            using var process = Process.Start(new ProcessStartInfo("pdftotext", [mode, "-enc", "UTF-8", file, "-"]) { RedirectStandardOutput = true, StandardOutputEncoding = System.Text.Encoding.UTF8 })!;
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            return text;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
