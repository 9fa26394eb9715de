namespace Moyai.Platform.SignIn.People;

/// <summary>利用者一覧の一行.</summary>
public sealed record PersonLine(
    Guid AccountId, string LoginName, string DisplayName, string SectionCode, string SectionName,
    DateOnly ValidFrom, DateOnly? ValidTo, bool IsLocked, bool MustChangePassword, bool HasTotp, long Passkeys, DateTimeOffset? LastSignIn)
{
    internal const string Select = """
        select a.account_id, a.login_name, a.display_name, a.section_code, s.name, a.valid_from, a.valid_to, a.locked_until > $1, a.must_change_password, a.totp_secret is not null,
            (select count(*) from platform.passkey p where p.municipality_code = a.municipality_code and p.account_id = a.account_id),
            (select max(created_at) from platform.sign_in_session i where i.municipality_code = a.municipality_code and i.account_id = a.account_id)
        from platform.account a join platform.section s on s.municipality_code = a.municipality_code and s.section_code = a.section_code
        """;

    internal static PersonLine Read(Npgsql.NpgsqlDataReader reader) => new(
        reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4),
        reader.GetFieldValue<DateOnly>(5), Database.Rows.Date(reader, 6), !reader.IsDBNull(7) && reader.GetBoolean(7), reader.GetBoolean(8), reader.GetBoolean(9),
        reader.GetInt64(10), Database.Rows.Moment(reader, 11));
}

/// <summary>所属.</summary>
public sealed record SectionLine(string Code, string Name);

/// <summary>A right as it was given, past and future ones too.</summary>
public sealed record GrantLine(string Grantee, string Permission, DateOnly From, DateOnly? To)
{
    public bool IsGiven(DateOnly today) => From <= today && (To is null || To >= today);

    /// <summary>Ended on the day before it began: withdrawn on its first day.</summary>
    public bool IsVoid => To < From;
}
