using Moyai.Kernel;
using Moyai.MyNumber;
using Moyai.Residents.MoveIn;
using Moyai.Residents.Pages.MoveIns;

namespace Moyai.Residents.Pages.Api;

/// <summary>転入届 of a program. Dates as a clerk may type them: 2026-11-01, R8.11.1, 昭和50年頃.</summary>
/// <param name="HouseholdNumber">一部: the household they join; absent for a new one.</param>
public sealed record MoveInBody(
    string? Reason, string? MovedOn, string? NotifiedOn, string? PreviousAddress, string? HouseholdNumber, MoveInAddressBody? Address, IReadOnlyList<MoveInPersonBody>? Persons)
{
    /// <summary>The fields of the form, so that one reader judges both; the numbers are sealed here and go no further in clear.</summary>
    internal MoveInForm ToForm(Vault vault, MunicipalityCode municipality) => new(
        "",
        Texts(
            ("reason", Reason), ("moved_on", MovedOn), ("notified_on", NotifiedOn), ("previous_address", PreviousAddress),
            ("into", HouseholdNumber is null ? MoveInForm.NewHousehold : MoveInForm.ExistingHousehold), ("household_number", HouseholdNumber),
            ("address_town", Address?.Town), ("address_lot", Address?.Lot), ("address_building", Address?.Building), ("postal_code", Address?.PostalCode)),
        [.. (Persons ?? []).Where(person => person is not null).Take(MoveInForm.MostPersons).Select(person => person.ToForm(vault, municipality))]);

    internal static Dictionary<string, string> Texts(params ReadOnlySpan<(string Field, string? Value)> fields)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (field, value) in fields)
            texts[field] = value ?? "";
        return texts;
    }

    public override string ToString() => "MoveInBody { **** }";
}

/// <summary>住所 within the municipality.</summary>
public sealed record MoveInAddressBody(string? Town, string? Lot, string? Building, string? PostalCode)
{
    public override string ToString() => "MoveInAddressBody { **** }";
}

/// <summary>One person of it.</summary>
/// <param name="IndividualNumber">個人番号, 12 digits; sealed as soon as it is read.</param>
public sealed record MoveInPersonBody(
    string? Kind, string? Name, string? NameLatin, string? Alias, string? Kana, string? Birth, string? Sex, string? Relation, string? Honseki, string? HeadOfFamilyRegister,
    string? ResidentCode, string? IndividualNumber, string? Nationality, string? ResidenceClass, string? ResidenceStatus, string? ResidencePeriod, string? ResidenceUntil, string? ResidenceCardNumber)
{
    internal MoveInPersonForm ToForm(Vault vault, MunicipalityCode municipality)
    {
        var texts = MoveInBody.Texts(
            ("kind", Kind), ("name", Name), ("name_latin", NameLatin), ("alias", Alias), ("kana", Kana), ("birth", Birth), ("sex", Sex), ("relation", Relation),
            ("honseki", Honseki), ("head_of_family_register", HeadOfFamilyRegister), ("resident_code", ResidentCode), ("nationality", Nationality), ("residence_class", ResidenceClass),
            ("residence_status", ResidenceStatus), ("residence_period", ResidencePeriod), ("residence_until", ResidenceUntil), ("residence_card_number", ResidenceCardNumber));
        // Sealed alike each time: the same body under the same key is the same request.
        return string.IsNullOrWhiteSpace(IndividualNumber)
            ? new MoveInPersonForm(texts, null, null)
            : MoveInPersonForm.Seal(texts, IndividualNumber, number => vault.SealAlike(number, municipality, EnterMoveIn.VaultPlace));
    }

    public override string ToString() => "MoveInPersonBody { **** }";
}
