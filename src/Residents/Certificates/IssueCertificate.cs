using System.Globalization;
using System.Security.Cryptography;
using Moyai.Kernel;
using Moyai.MyNumber;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;
using Moyai.Platform.SignIn;
using Moyai.Residents.Model;
using Moyai.Residents.Storage;
using Moyai.Standards;

namespace Moyai.Residents.Certificates;

/// <summary>住民票の写しの発行 (5.1, 住民基本台帳法第12条): drawn, numbered, recorded in the 交付履歴, and kept for printing half an hour.</summary>
public sealed class IssueCertificate(CertificateFont font, Vault vault)
{
    public const int MostCopies = 10;

    private static readonly TimeSpan PrintingTime = TimeSpan.FromMinutes(30);

    /// <param name="Persons">Whom it shows; present members of the household only.</param>
    public sealed record Request(HouseholdNumber Household, IReadOnlyList<AddresseeNumber> Persons, CertificateOptions Options, int Copies);

    /// <summary>One copy with its own 発行番号 (5.5).</summary>
    public sealed record Copy(Guid IssueId, string IssueNumber, int Pages);

    public sealed record Receipt(IReadOnlyList<Copy> Copies);

    public static readonly OperationDefinition Definition = new("residents.certificate.issue", "住民票の写しの発行", OperationMode.Write, ResidentPermissions.IssueCertificates, "住民票の写しの交付", "住民基本台帳法第12条");

    public Operation<Request, Receipt> Operation => new(Definition, HandleAsync);

    private async Task<Result<Receipt>> HandleAsync(Request request, Session session, OperationContext context, CancellationToken ct)
    {
        if (request.Persons.Count == 0)
            return ResidentErrors.NobodyChosen;
        if (!font.Find().TryGet(out var drawn, out var noFont))
            return noFont;
        if (await FindCertifierAsync(session, ct) is not { } certifier)
            return ResidentErrors.NoCertifier;

        var household = await ResidentStore.HouseholdAsync(session, request.Household, ct);
        var chosen = household.Where(member => request.Persons.Contains(member.Number)).ToList();
        foreach (var person in chosen)
            context.Disclose(person.Number);
        if (Refuse(request, chosen, context.Caller) is { } refusal)
            return refusal;

        var numbers = new Dictionary<AddresseeNumber, IndividualNumber>();
        if (request.Options.IndividualNumber)
        {
            foreach (var person in chosen)
                if (await vault.FindAsync(session, person.Number, ct) is { } number)
                    numbers[person.Number] = number;
            context.DiscloseItem("個人番号");
        }
        context.DiscloseItem("公印");

        var copies = new List<Copy>();
        var batch = session.Sql().Add("delete from residents.certificate_document where keep_until < $1", session.Now);
        for (var copy = 0; copy < Math.Clamp(request.Copies, 1, MostCopies); copy++)
        {
            var serial = await Serials.NextAsync(session, $"issue/{session.Today:yyyyMMdd}", ct);
            var number = string.Create(CultureInfo.InvariantCulture, $"{session.Today:yyyyMMdd} {session.Municipality.Name} {PlaceOf(context.Caller)} {serial:D3}");
            var content = Compose(request, household, chosen, numbers, certifier, number, session);
            var document = CertificateSheet.Draw(drawn, content, session.Now);
            if (document.Missing.Count > 0)
                return ResidentErrors.MissingGlyph with { Message = $"フォントに字形がない文字があるため、証明書を作れません：{string.Join('、', document.Missing.Select(missing => $"{missing.Place}の「{missing.Text}」（{missing.CodePoints}）").Distinct())}" };
            if (document.Overflows.Count > 0)
                return ResidentErrors.TooLongForPaper with { Message = $"文字数が多く、用紙の欄に収まりません：{string.Join('、', document.Overflows.Select(overflow => overflow.Place).Distinct())}" };
            copies.Add(Record(batch, request, chosen, document.Build(), number, document.Pages.Count, session, context.Caller));
        }
        await batch.ExecuteAsync(ct);
        context.Note($"枚数={copies.Sum(copy => copy.Pages)} 発行番号={string.Join(',', copies.Select(copy => copy.IssueNumber))}");
        return new Receipt(copies);
    }

    private static Refusal? Refuse(Request request, List<Resident> chosen, Caller caller)
    {
        var options = request.Options;
        if (chosen.Count != request.Persons.Distinct().Count())
            return ResidentErrors.NotThisHousehold;
        // 5.1: a removed person and present members never share a copy.
        if (chosen.Exists(person => person.IsRemoved))
            return ResidentErrors.RemovedWithPresent;
        if (chosen.Exists(person => person.IsSuppressed))
            return ResidentErrors.SuppressedPerson;
        // 10.4: what a person may not see on the screen, they may not print either.
        if ((options.FamilyRegister && !caller.May(Permissions.SeeFamilyRegister))
            || (options.ResidentCode && !caller.May(Permissions.SeeResidentCode))
            || ((options.ResidenceStatus || options.ResidenceCardNumber) && !caller.May(Permissions.SeeResidenceStatus))
            || (options.IndividualNumber && !caller.May(Permissions.SeeIndividualNumber)))
            return ResidentErrors.ItemNotAllowed;
        return options.IndividualNumber && !caller.HasSecondFactor ? PlatformErrors.SecondFactorNeeded : null;
    }

    private static CertificateContent Compose(
        Request request, List<Resident> household, List<Resident> chosen, Dictionary<AddresseeNumber, IndividualNumber> numbers, (string Title, string Name) certifier, string number, Session session)
    {
        var present = household.Where(member => !member.IsRemoved).ToList();
        var head = present.Find(member => member.Text(Items.Relation) == Relations.Head);
        var whole = present.TrueForAll(chosen.Contains);
        return new CertificateContent(
            session.Municipality.Name,
            $"{Municipalities.Find(session.Municipality.Code)!.AddressPrefix}{chosen[0].LocalAddress}",
            request.Options.HeadAndRelation ? head?.ShownName ?? chosen[0].Text(Items.HeadName) ?? "" : null,
            [.. chosen.Select(person => CertificateContent.PersonOf(person, request.Options, numbers.TryGetValue(person.Number, out var own) ? own : null))],
            whole ? "この写しは、世帯全員の住民票の原本と相違ないことを証明する。" : "この写しは、住民票の原本と相違ないことを証明する。",
            Wareki.Format(session.Today), certifier.Title, certifier.Name, number,
            request.Options.Joint, request.Options.OfficialUse, session.Municipality.IsDemo);
    }

    private static Copy Record(SqlBatch batch, Request request, List<Resident> chosen, byte[] content, string number, int pages, Session session, Caller caller)
    {
        var id = Guid.CreateVersion7(session.Now);
        batch.Add("""
            insert into residents.certificate_issue (issue_id, issue_number, issued_at, place, kind, household_number, addressee_numbers, items, pages, terminal, account_id, login_name, official_use, document_sha256)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            """, id, number, session.Now, caller.SectionCode, request.Options.Joint ? "住民票の写し（世帯連記式）" : "住民票の写し", request.Household, chosen.Select(person => person.Number.Value).ToArray(),
            request.Options.Chosen().ToArray(), pages, caller.Terminal, caller.AccountId, caller.LoginName, request.Options.OfficialUse, SHA256.HashData(content));
        batch.Add("insert into residents.certificate_document (issue_id, account_id, content, keep_until) values ($1, $2, $3, $4)", id, caller.AccountId, content, session.Now + PrintingTime);
        return new Copy(id, number, pages);
    }

    /// <summary>The place of issue inside the 発行番号 is a code, not a name on the paper (5.5).</summary>
    private static string PlaceOf(Caller caller) => $"本庁{caller.SectionCode}";

    private static async Task<(string Title, string Name)?> FindCertifierAsync(Session session, CancellationToken ct)
    {
        var found = await session.Sql().Add("select title, name from platform.certifier where valid_from <= $1 order by valid_from desc limit 1", session.Today)
            .ListAsync(row => (row.GetString(0), row.GetString(1)), ct);
        return found.Count > 0 ? found[0] : null;
    }
}
