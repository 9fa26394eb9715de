using System.Globalization;
using Moyai.Bench.Measuring;
using Moyai.Residents.Certificates;

namespace Moyai.Bench.Certificates;

/// <summary>A fast file that is wrong is worth nothing: one sample goes through the tools others use.</summary>
internal static class PdfChecks
{
    public static async Task<IReadOnlyList<string>> RunAsync(string file, CertificateContent content, CancellationToken ct)
    {
        var said = new List<string>();
        if (Tool.Exists("qpdf"))
        {
            var (exit, output) = await Tool.RunAsync("qpdf", ["--check", file], ct);
            Require(exit == 0, "qpdf --check: " + output);
            said.Add("qpdf --check: no error");
        }
        if (Tool.Exists("pdffonts"))
        {
            var (exit, output) = await Tool.RunAsync("pdffonts", [file], ct);
            var fonts = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).ToList();
            Require(exit == 0 && fonts.Count > 0 && fonts.TrueForAll(font => font.Contains("IPAmj", StringComparison.Ordinal) && font.Contains(" yes yes yes ", StringComparison.Ordinal)), "pdffonts: " + output);
            said.Add(string.Create(CultureInfo.InvariantCulture, $"pdffonts: {fonts.Count} font, embedded, subset, with Unicode"));
        }
        if (Tool.Exists("pdftotext"))
        {
            var (exit, output) = await Tool.RunAsync("pdftotext", ["-enc", "UTF-8", "-layout", file, "-"], ct);
            var text = Squeezed(output);
            var wanted = content.Persons.SelectMany(person => person.Rows).SelectMany(row => row).Where(cell => cell.Text != CertificateContent.Omitted).Select(cell => cell.Text).Append(content.Attestation).ToList();
            Require(exit == 0 && wanted.TrueForAll(value => text.Contains(Squeezed(value), StringComparison.Ordinal)), "pdftotext does not give back every text.");
            said.Add(string.Create(CultureInfo.InvariantCulture, $"pdftotext: all {wanted.Count} texts given back"));
        }
        return said;
    }

    private static string Squeezed(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    private static void Require(bool right, string otherwise)
    {
        if (!right)
            throw new InvalidOperationException(otherwise);
    }
}
