using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Moyai.Bench.Town;
using Moyai.Printing;
using Moyai.Residents.Certificates;
using Moyai.Residents.Import;
using Moyai.Residents.Model;
using Moyai.SyntheticJapan;

namespace Moyai.Bench.Certificates;

/// <summary>住民票の写し of invented households of one to four members: for us as they come from the register, for the peers the same texts as JSON.</summary>
internal static class CertificateData
{
    private const string Certifier = "神奈川県三浦郡葉山町長";
    private static readonly CertificateOptions Options = new(HeadAndRelation: true, FamilyRegister: true, Nationality: true, ResidenceStatus: true);
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Names without variation sequences, which the peers cannot draw; otherwise as the town gives them.</summary>
    public static List<CertificateContent> Draw(TrueTypeFont font, int count)
    {
        var (parser, _) = ResidentRowParser.Of([.. ResidentColumns.Headers]);
        var drawn = new List<CertificateContent>(count);
        foreach (var household in Filling.Households(count * 6))
        {
            var members = household.Rows.GroupBy(row => row["addressee_number"]).Select(rows => parser!.Parse(1, Cells(rows.Last()), []).Resident)
                .OfType<Resident>().Where(member => !member.IsRemoved && !member.IsSuppressed).ToList();
            if (members.Count is < 1 or > CertificateSheet.PersonsOnJointSheet)
                continue;
            var content = Content(members, drawn.Count + 1);
            if (Texts(content).Any(text => text.EnumerateRunes().Any(rune => rune.Value is >= 0xE0100 and <= 0xE01EF or >= 0xFE00 and <= 0xFE0F)))
                continue;
            var document = CertificateSheet.Draw(font, content, TimeProvider.System.GetUtcNow());
            if (document.Missing.Count + document.Overflows.Count > 0)
                continue;
            drawn.Add(content);
            if (drawn.Count == count)
                return drawn;
        }
        throw new InvalidOperationException("The town has too few households that every peer can draw.");
    }

    public static string ToJson(CertificateContent content) => JsonSerializer.Serialize(new
    {
        municipality = content.MunicipalityName,
        address = content.Address,
        head = content.HeadName,
        persons = content.Persons.Select(person => person.Rows.Select(row => row.Select(cell => new[] { cell.Label, cell.Text == CertificateContent.Omitted ? "（省略）" : cell.Text }))),
        attestation = content.Attestation,
        issued = content.IssuedOn,
        certifier = $"{content.CertifierTitle}　{content.CertifierName}",
        number = content.IssueNumber,
    }, Plain);

    private static CertificateContent Content(List<Resident> members, int number) => new(
        "葉山町", $"神奈川県葉山町{members[0].LocalAddress}", members[0].Text(Items.HeadName) ?? members[0].ShownName,
        [.. members.Select(member => CertificateContent.PersonOf(member, Options, null))],
        "この写しは、世帯全員の住民票の原本と相違ないことを証明する。", "令和8年11月22日", Certifier, "見本　一郎",
        string.Create(CultureInfo.InvariantCulture, $"20261122 葉山町 本庁1 {number:D5}"), Joint: true, OfficialUse: false, IsSample: false);

    private static List<string> Cells(ResidentRow row)
    {
        var cells = new List<string>(row.Values.Length);
        foreach (var value in row.Values)
            cells.Add(value ?? "");
        return cells;
    }

    private static IEnumerable<string> Texts(CertificateContent content) =>
        [content.Address, content.HeadName ?? "", .. content.Persons.SelectMany(person => person.Rows).SelectMany(row => row).Select(cell => cell.Text)];
}
