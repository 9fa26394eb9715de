using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Moyai.Kernel;
using Moyai.Platform.AccessRecords;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;

namespace Moyai.Platform.SignIn;

/// <summary>The way in. The only place besides <see cref="OperationRunner"/> that opens a session for a person: there is no caller yet whom the runner could ask.</summary>
/// <remarks>
/// Every attempt is one transaction that ends in an access record (認証ログ): let in, refused, locked. The record names the login only where the account exists,
/// and never what was typed. Known and unknown names run the same statements and the same hash, one attempt at a time for each name.
/// </remarks>
public sealed class SignInDoor(Databases databases, AccessRecordWriter records, TotpVault vault, TimeProvider clock) : IDisposable
{
    // Hashing is costly on purpose: no more attempts at once than processors, the others wait without holding a connection.
    private readonly SemaphoreSlim _attempts = new(Math.Max(2, Environment.ProcessorCount));

    /// <summary>The first factor.</summary>
    internal async Task<Result<Passage>> PasswordAsync(Municipality municipality, string login, string password, string terminal, CancellationToken ct)
    {
        await _attempts.WaitAsync(ct);
        try
        {
            await using var session = new Session(databases.For(municipality), municipality, clock);
            var (account, hasKeys, needsSecond) = await FindAsync(session, login, ct);
            var (right, renew) = Passwords.Check(account?.PasswordHash ?? Passwords.NobodysHash, password);
            if (account is null || !right || !account.MayTry(session.Now, session.Today))
                return await RefuseAsync(session, SignInDefinitions.SignIn, account, terminal, SignInErrors.NotLetIn, ct);

            var last = session.Sql();
            if (renew)
                last.Add("update platform.account set password_hash = $2 where account_id = $1", account.AccountId, Passwords.Hash(password));
            var passage = account.TotpSecret is not null || hasKeys
                ? BeginStep(last, account, terminal, session.Now)
                : LetIn(last, account, null, terminal, session.Now);
            await RecordAsync(session, last, SignInDefinitions.SignIn, account, terminal, "done", passage.IsStep ? "二要素認証へ" : needsSecond ? "二要素認証の登録へ" : "", ct);
            return passage;
        }
        finally
        {
            _attempts.Release();
        }
    }

    /// <summary>What the second step may ask for; a challenge is made afresh each time it is shown.</summary>
    internal async Task<StepOffer?> OfferAsync(Municipality municipality, string token, HttpContext http, CancellationToken ct)
    {
        await using var session = new Session(databases.For(municipality), municipality, clock);
        if (await FindStepAsync(session, token, ct) is not { } step)
            return null;
        if (step.Owner.Keys.Count == 0)
            return new StepOffer(step.Account.TotpSecret is not null, null);
        var asked = await Passkeys.AskAsync(step.Owner, http);
        await session.CommitAsync(session.Sql().Add("update platform.sign_in_step set passkey_state = $2 where step_hash = $1", SignInSessions.Hash(token), asked.AssertionState), ct);
        return new StepOffer(step.Account.TotpSecret is not null, asked.RequestOptionsJson);
    }

    /// <summary>The second factor: the digits of an authenticator app.</summary>
    internal Task<Result<Passage>> TotpAsync(Municipality municipality, string token, string code, string terminal, CancellationToken ct) =>
        SecondAsync(municipality, token, terminal, "totp", (step, session, last) =>
        {
            if (step.Account.TotpSecret is not { } stored
                || Totp.Match(vault.Open(session.Municipality.Code, step.Account.AccountId, stored), code, session.Now, step.Account.TotpLastStep) is not { } used)
                return Task.FromResult(false);
            last.Add("update platform.account set totp_last_step = $2 where account_id = $1", step.Account.AccountId, used);
            return Task.FromResult(true);
        }, ct);

    /// <summary>The second factor: a passkey's answer to the challenge shown.</summary>
    internal Task<Result<Passage>> PasskeyAsync(Municipality municipality, string token, string credential, string terminal, HttpContext http, CancellationToken ct) =>
        SecondAsync(municipality, token, terminal, "passkey", async (step, _, last) =>
        {
            if (step.PasskeyState is not { } state || await Passkeys.CheckAsync(step.Owner, state, credential, http) is not { } key)
                return false;
            last.Add("update platform.passkey set content = $3 where account_id = $1 and credential_id = $2", step.Account.AccountId, key.CredentialId, new Json(StoredPasskey.ToJson(key)));
            return true;
        }, ct);

    /// <summary>A wrong password typed by someone who is already in counts like any other.</summary>
    internal async Task<bool> CountFailureAsync(Municipality municipality, SignedIn person, CancellationToken ct)
    {
        await using var session = new Session(databases.For(municipality), municipality, clock);
        var batch = session.Sql();
        AccountRow.Fail(batch, person.Caller.AccountId!.Value, session.Now);
        batch.Add("update platform.sign_in_session s set ended_at = $2 from platform.account a where s.session_id = $1 and a.municipality_code = s.municipality_code and a.account_id = s.account_id and a.locked_until > $2 and s.ended_at is null", person.SessionId, session.Now);
        batch.Add("select locked_until > $2 from platform.account where account_id = $1", person.Caller.AccountId, session.Now);
        var locked = await batch.FirstAsync(reader => !reader.IsDBNull(0) && reader.GetBoolean(0), ct);
        await session.CommitAsync(session.Sql(), ct);
        return locked;
    }

    private async Task<Result<Passage>> SecondAsync(Municipality municipality, string token, string terminal, string factor, Func<Step, Session, SqlBatch, Task<bool>> check, CancellationToken ct)
    {
        await using var session = new Session(databases.For(municipality), municipality, clock);
        if (await FindStepAsync(session, token, ct) is not { } step)
            return await RefuseAsync(session, SignInDefinitions.SecondFactor, null, terminal, SignInErrors.StepOver, ct);
        var last = session.Sql();
        if (!step.Account.MayTry(session.Now, session.Today) || !await check(step, session, last))
            return await RefuseAsync(session, SignInDefinitions.SecondFactor, step.Account, terminal, SignInErrors.SecondFactorWrong, ct);
        last.Add("update platform.sign_in_step set done_at = $2 where step_hash = $1", SignInSessions.Hash(token), session.Now);
        var passage = LetIn(last, step.Account, factor, terminal, session.Now);
        await RecordAsync(session, last, SignInDefinitions.SecondFactor, step.Account, terminal, "done", factor, ct);
        return passage;
    }

    private static async Task<(AccountRow? Account, bool HasKeys, bool NeedsSecond)> FindAsync(Session session, string login, CancellationToken ct)
    {
        // Rights and keys are asked in the same trip by name, so that an unknown name asks the same.
        await using var reader = await session.Sql()
            .Add(AccountRow.Queue, login)
            .Add($"""
                select {AccountRow.Columns},
                    exists (select 1 from platform.passkey p where p.municipality_code = a.municipality_code and p.account_id = a.account_id),
                    exists (select 1 from platform.permission_grant g where g.municipality_code = a.municipality_code
                        and g.grantee in ('account:' || a.account_id, 'section:' || a.section_code) and g.permission in ($3, $4)
                        and g.valid_from <= $2 and (g.valid_to is null or g.valid_to >= $2))
                from platform.account a where a.login_name = $1
                """, login, session.Today, Permissions.SeeIndividualNumber, Permissions.ManageAccounts)
            .ReadAsync(ct);
        await reader.NextResultAsync(ct);
        return await reader.ReadAsync(ct) ? (AccountRow.Read(reader), reader.GetBoolean(11), reader.GetBoolean(12)) : (null, false, false);
    }

    private static async Task<Step?> FindStepAsync(Session session, string token, CancellationToken ct)
    {
        var found = await session.Sql().Add($"""
            select {AccountRow.Columns}, s.passkey_state
            from platform.sign_in_step s join platform.account a on a.municipality_code = s.municipality_code and a.account_id = s.account_id
            where s.step_hash = $1 and s.done_at is null and s.ends_at > $2 for update
            """, SignInSessions.Hash(token), session.Now).FirstAsync(reader => (Account: AccountRow.Read(reader), State: reader.Text(11)), ct);
        if (found.Account is not { } account)
            return null;
        var keys = await session.Sql().Add(AccountRow.Keys, account.AccountId).ListAsync(reader => StoredPasskey.FromJson(reader.GetString(0)), ct);
        return new Step(account, new PasskeyOwner(account.AccountId, account.LoginName, account.DisplayName, keys), found.State);
    }

    private static Passage BeginStep(SqlBatch last, AccountRow account, string terminal, DateTimeOffset now)
    {
        var token = SignInSessions.NewToken();
        last.Add("delete from platform.sign_in_step where ends_at < $1", now);
        last.Add("insert into platform.sign_in_step (step_hash, account_id, terminal, created_at, ends_at) values ($1, $2, $3, $4, $5)",
            SignInSessions.Hash(token), account.AccountId, terminal, now, now + SignInRules.StepLasts);
        return new Passage(token, IsStep: true);
    }

    private static Passage LetIn(SqlBatch last, AccountRow account, string? factor, string terminal, DateTimeOffset now)
    {
        // Only a whole sign-in clears the count: whoever knows the password alone may not guess digits for ever.
        last.Add("update platform.account set failed_count = 0, locked_until = null where account_id = $1", account.AccountId);
        return new Passage(SignInSessions.Begin(last, account.AccountId, factor, terminal, now), IsStep: false);
    }

    private async Task<Refusal> RefuseAsync(Session session, OperationDefinition definition, AccountRow? account, string terminal, Refusal refusal, CancellationToken ct)
    {
        var batch = session.Sql();
        AccountRow.Fail(batch, account?.AccountId ?? Guid.Empty, session.Now);
        batch.Add("select locked_until > $2 from platform.account where account_id = $1", account?.AccountId ?? Guid.Empty, session.Now);
        var locked = await batch.FirstAsync(reader => !reader.IsDBNull(0) && reader.GetBoolean(0), ct);
        await RecordAsync(session, session.Sql(), definition, account, terminal, $"refused {refusal.Code}", locked ? "利用停止中" : "", ct);
        return refusal;
    }

    private async Task RecordAsync(Session session, SqlBatch last, OperationDefinition definition, AccountRow? account, string terminal, string outcome, string note, CancellationToken ct)
    {
        var context = new OperationContext(new Caller(
            session.Municipality.Code, account?.AccountId, account?.LoginName ?? "-", account?.DisplayName ?? "-", account?.SectionCode ?? "-", terminal, new HashSet<string>(), false));
        if (note.Length > 0)
            context.Note(note);
        AccessRecordWriter.Append(last, records.Compose(definition, session, context, outcome));
        await session.CommitAsync(last, ct);
    }

    public void Dispose() => _attempts.Dispose();

    private sealed record Step(AccountRow Account, PasskeyOwner Owner, string? PasskeyState);
}

/// <summary>A token for the browser: of a session, or of the step to the second factor.</summary>
internal sealed record Passage(string Token, bool IsStep)
{
    public override string ToString() => "Passage { **** }";
}

/// <summary>The second factors that an account can show now.</summary>
/// <param name="PasskeyOptions">What the browser is asked; null when there is no passkey.</param>
public sealed record StepOffer(bool Totp, string? PasskeyOptions);
