namespace Moyai.SyntheticJapan;

/// <summary>One person of a household while it is being told.</summary>
internal sealed class Member
{
    public required Role Role { get; init; }

    public required bool Male { get; init; }

    public required DateOnly Birth { get; init; }

    /// <summary>Has a spouse or child of their own in the household.</summary>
    public bool HasFamily { get; init; }

    /// <summary>国籍; null for a Japanese.</summary>
    public string? Nationality { get; init; }

    public NamePart Surname { get; set; } = null!;

    public NamePart? Given { get; set; }

    public ForeignNamePart? ForeignFamilyName { get; set; }

    /// <summary>The person whose 本籍 and 筆頭者 this one shares; null for one's own.</summary>
    public Member? Register { get; set; }

    public string Honseki { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>The first day in the register of this town.</summary>
    public DateOnly Entered { get; set; }

    /// <summary>The day of removal; null for a resident.</summary>
    public DateOnly? Left { get; set; }

    public bool LeftByDeath { get; set; }

    public bool IsForeign => Nationality is not null;

    /// <summary>The row as it stands; every change copies it.</summary>
    public string?[] Values { get; } = new string?[ResidentColumns.Headers.Length];

    public List<ResidentRow> Rows { get; } = [];

    /// <summary>Insured by the town (国民健康保険) when not 75 yet.</summary>
    public bool TownInsurance { get; set; }

    public string PensionNumber { get; set; } = "";

    public string PensionClass { get; set; } = "";

    public DateOnly LastProcessed { get; set; }

    public int AgeOn(DateOnly day)
    {
        var age = day.Year - Birth.Year;
        return day < Birth.AddYears(age) ? age - 1 : age;
    }

    public bool IsPresentOn(DateOnly day) => Rows.Count > 0 && (Left is not { } left || left > day);
}
