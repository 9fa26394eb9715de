using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Moyai.Kernel;
using Moyai.MyNumber;
using Moyai.Residents.Model;
using Moyai.Residents.MoveIn;

namespace Moyai.Residents.Pages.MoveIns;

/// <summary>転入届 as it stands in the fields: every text as typed, and each 個人番号 already sealed.</summary>
/// <param name="Token">受付キー: one for each opened form, so that it registers once however often it is sent.</param>
public sealed record MoveInForm(string Token, IReadOnlyDictionary<string, string> Texts, IReadOnlyList<MoveInPersonForm> Persons)
{
    /// <summary>More people than any household brings; a form with more is cut.</summary>
    public const int MostPersons = 30;

    public const string NewHousehold = "new";
    public const string ExistingHousehold = "existing";

    /// <summary>The fields of the notification itself. The ids of errors are these names.</summary>
    public static readonly IReadOnlyList<string> Fields =
        ["reason", "moved_on", "notified_on", "previous_address", "into", "household_number", "address_town", "address_lot", "address_building", "postal_code"];

    private const int LongestText = 2000;

    public string this[string field] => Texts.GetValueOrDefault(field, "");

    public bool IntoExisting => this["into"] == ExistingHousehold;

    /// <summary>A new form: 届出日 is today, 異動日 is asked.</summary>
    public static MoveInForm Blank(DateOnly today) => new(
        NewToken(),
        new Dictionary<string, string>(StringComparer.Ordinal) { ["notified_on"] = Wareki.Format(today), ["into"] = NewHousehold },
        [MoveInPersonForm.Blank]);

    /// <summary>What was sent, with the numbers typed in clear sealed at once.</summary>
    public static MoveInForm Read(IFormCollection form, Vault vault, MunicipalityCode municipality)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(vault);
        var count = int.TryParse(form["persons"], NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? Math.Clamp(told, 1, MostPersons) : 1;
        var token = form["token"].ToString();
        return new MoveInForm(
            token.Length is >= 16 and <= 100 ? token : NewToken(),
            TextsOf(form, Fields, ""),
            [.. Enumerable.Range(1, count).Select(place => MoveInPersonForm.Read(form, place, vault, municipality))]);
    }

    /// <summary>An entry that came back, to be mended: a new form with the same answers.</summary>
    public static MoveInForm Of(MoveInNotification notification)
    {
        ArgumentNullException.ThrowIfNull(notification);
        return new MoveInForm(
            NewToken(),
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["reason"] = notification.Reason,
                ["moved_on"] = notification.MovedOn.ToWareki(),
                ["notified_on"] = Wareki.Format(notification.NotifiedOn),
                ["previous_address"] = notification.PreviousAddress ?? "",
                ["into"] = notification.Into is null ? NewHousehold : ExistingHousehold,
                ["household_number"] = notification.Into?.ToString() ?? "",
                ["address_town"] = notification.Address?.Town ?? "",
                ["address_lot"] = notification.Address?.Lot ?? "",
                ["address_building"] = notification.Address?.Building ?? "",
                ["postal_code"] = notification.Address?.PostalCode ?? "",
            },
            [.. notification.Persons.Select(MoveInPersonForm.Of)]);
    }

    public MoveInForm AddPerson() => Persons.Count < MostPersons ? this with { Persons = [.. Persons, MoveInPersonForm.Blank] } : this;

    /// <summary>Leaves out one person; the last one is emptied instead.</summary>
    public MoveInForm RemovePerson(int place) => place < 1 || place > Persons.Count ? this
        : this with { Persons = Persons.Count == 1 ? [MoveInPersonForm.Blank] : [.. Persons.Where((_, i) => i != place - 1)] };

    /// <summary>Every field with its text, to carry the form through the page of 入力内容の確認.</summary>
    public IEnumerable<(string Name, string Value)> Hidden() =>
    [
        ("token", Token),
        ("persons", Persons.Count.ToString(CultureInfo.InvariantCulture)),
        .. Fields.Select(field => (field, this[field])),
        .. Persons.SelectMany((person, i) => person.Hidden(i + 1)),
    ];

    internal static Dictionary<string, string> TextsOf(IFormCollection form, IEnumerable<string> fields, string prefix) =>
        fields.ToDictionary(field => field, field => form[prefix + field].ToString() is var text && text.Length > LongestText ? text[..LongestText] : text, StringComparer.Ordinal);

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public override string ToString() => "MoveInForm { **** }";
}

/// <summary>One person of the form.</summary>
/// <param name="Sealed">個人番号 as the vault sealed it, in base64; null when none was told.</param>
/// <param name="NumberRefusal">Why the typed number was not taken. The digits themselves are gone.</param>
public sealed record MoveInPersonForm(IReadOnlyDictionary<string, string> Texts, string? Sealed, Refusal? NumberRefusal)
{
    public static readonly IReadOnlyList<string> Fields =
    [
        "kind", "name", "name_latin", "alias", "kana", "birth", "sex", "relation", "honseki", "head_of_family_register", "resident_code",
        "nationality", "residence_class", "residence_status", "residence_period", "residence_until", "residence_card_number",
    ];

    public static readonly MoveInPersonForm Blank = new(new Dictionary<string, string>(StringComparer.Ordinal) { ["kind"] = Kinds.Japanese }, null, null);

    public string this[string field] => Texts.GetValueOrDefault(field, "");

    internal byte[]? Box => Sealed is null ? null : Convert.FromBase64String(Sealed);

    internal static MoveInPersonForm Read(IFormCollection form, int place, Vault vault, MunicipalityCode municipality)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"person{place}_");
        var texts = MoveInForm.TextsOf(form, Fields, prefix);
        var typed = form[prefix + "individual_number"].ToString();
        if (!string.IsNullOrWhiteSpace(typed))
            return Seal(texts, typed, number => vault.Seal(number, municipality, EnterMoveIn.VaultPlace));
        var box = form[prefix + "sealed_number"].ToString();
        return new MoveInPersonForm(texts, form[prefix + "drop_number"] == "1" || !Opens(box, vault, municipality) ? null : box, null);
    }

    /// <summary>Reads a number and keeps only what was sealed of it.</summary>
    internal static MoveInPersonForm Seal(IReadOnlyDictionary<string, string> texts, string typed, Func<IndividualNumber, byte[]> seal) =>
        IndividualNumber.ParseInput(typed).TryGet(out var number, out var refusal)
            ? new MoveInPersonForm(texts, Convert.ToBase64String(seal(number)), null)
            : new MoveInPersonForm(texts, null, ResidentErrors.IndividualNumberDigits with { Message = refusal.Message });

    internal static MoveInPersonForm Of(MoveInPerson person) => new(
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["kind"] = person.Kind,
            ["name"] = person.Name ?? "",
            ["name_latin"] = person.NameLatin ?? "",
            ["alias"] = person.Alias ?? "",
            ["kana"] = person.Kana ?? "",
            ["birth"] = person.Kind == Kinds.Foreign ? person.Birth.ToSeireki() : person.Birth.ToWareki(),
            ["sex"] = person.Sex ?? "",
            ["relation"] = person.Relation,
            ["honseki"] = person.Honseki ?? "",
            ["head_of_family_register"] = person.HeadOfFamilyRegister ?? "",
            ["resident_code"] = person.ResidentCode ?? "",
            ["nationality"] = person.Nationality ?? "",
            ["residence_class"] = person.ResidenceClass ?? "",
            ["residence_status"] = person.ResidenceStatus ?? "",
            ["residence_period"] = person.ResidencePeriod ?? "",
            ["residence_until"] = person.ResidenceUntil is { } until ? PartialDate.From(until).ToSeireki() : "",
            ["residence_card_number"] = person.ResidenceCardNumber ?? "",
        },
        person.SealedIndividualNumber is { } box ? Convert.ToBase64String(box) : null, null);

    internal IEnumerable<(string Name, string Value)> Hidden(int place)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"person{place}_");
        foreach (var field in Fields)
            yield return (prefix + field, this[field]);
        if (Sealed is not null)
            yield return (prefix + "sealed_number", Sealed);
    }

    /// <summary>A box that our vault did not make for this municipality is no number.</summary>
    private static bool Opens(string box, Vault vault, MunicipalityCode municipality)
    {
        var bytes = new byte[64];
        if (box.Length is 0 or > 80 || !Convert.TryFromBase64String(box, bytes, out var length) || length != Vault.SealedSize)
            return false;
        try
        {
            vault.Open(bytes[..length], municipality, EnterMoveIn.VaultPlace);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public override string ToString() => "MoveInPersonForm { **** }";
}
