namespace Moyai.Kernel;

/// <summary>暦上の年月日: dates that must be known and on the calendar, such as 届出の年月日 (1.1.8).</summary>
public static class LegalDate
{
    /// <summary>Reads what <see cref="PartialDate.ParseInput"/> reads, and refuses 不詳 and days that no calendar has.</summary>
    public static Result<DateOnly> ParseInput(string? typed)
    {
        if (!PartialDate.ParseInput(typed).TryGet(out var date, out var refusal))
            return refusal;
        if (date.IsUnknown)
            return DateErrors.UnknownNotAllowed;
        return date.Calendar is { } day ? day : DateErrors.NotOnCalendar;
    }
}
