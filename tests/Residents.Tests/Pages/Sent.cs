using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Moyai.Kernel;
using Moyai.MyNumber;
using Moyai.Residents.Pages.MoveIns;

namespace Moyai.Residents.Tests.Pages;

/// <summary>Forms as a browser sends them.</summary>
internal static class Sent
{
    public static readonly MunicipalityCode Here = MunicipalityCode.Parse("143014");
    public static readonly MunicipalityCode Elsewhere = MunicipalityCode.Parse("073644");
    public static readonly Vault Vault = new([.. Enumerable.Range(7, 32).Select(i => (byte)i)]);
    public static readonly DateOnly Today = new(2026, 11, 22);

    /// <summary>A valid number of nobody.</summary>
    public static readonly string Digits = "12345678901" + IndividualNumber.CheckDigit("12345678901");

    /// <summary>A whole notification of one person, with these fields otherwise.</summary>
    public static FormCollection Form(params (string Name, string Value)[] other)
    {
        var fields = new Dictionary<string, StringValues>(StringComparer.Ordinal)
        {
            ["token"] = "0123456789abcdef0123456789abcdef",
            ["persons"] = "1",
            ["reason"] = "国内転入",
            ["moved_on"] = "R8.11.20",
            ["notified_on"] = "R8.11.22",
            ["previous_address"] = "福島県南会津郡檜枝岐村字下ノ原1番地",
            ["into"] = "new",
            ["address_town"] = "堀内",
            ["address_lot"] = "2135番地",
            ["person1_kind"] = "日本人",
            ["person1_name"] = "架空 太郎",
            ["person1_kana"] = "カクウ タロウ",
            ["person1_birth"] = "S50.4.1",
            ["person1_sex"] = "男",
            ["person1_relation"] = "世帯主",
            ["person1_honseki"] = "なし",
            ["person1_head_of_family_register"] = "架空 太郎",
        };
        foreach (var (name, value) in other)
            fields[name] = value;
        return new FormCollection(fields);
    }

    public static MoveInForm Read(params (string Name, string Value)[] other) => MoveInForm.Read(Form(other), Vault, Here);

    public static MoveInReading Reading(params (string Name, string Value)[] other) => MoveInReading.Of(Read(other), Today);
}
