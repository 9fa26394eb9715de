using System.Globalization;
using System.Text.RegularExpressions;

namespace Moyai.Printing.Tests;

public sealed class LayoutTests
{
    private const double Em = 25.4 / 72;
    private static readonly PdfInfo Info = new("試験", "試験町", DateTimeOffset.UnixEpoch);

    private readonly PdfDocument _document = new(Fonts.Ipamj, Info);

    private string Lines(string text, double widthInEm, double size = 10)
    {
        _document.AddPage().Paragraph(new Box(20, 20, widthInEm * size * Em, 200), text, new TextStyle(size), "備考");
        return Tool.Text(_document.Build()).TrimEnd('\n', '\f');
    }

    /// <summary>Left ends in points of the drawn lines, in order.</summary>
    private double[] Lefts() => [.. Regex.Matches(new ParsedPdf(_document.Build()).Content(1), @"([\d.]+) [\d.]+ Td").Select(m => double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))];

    [Fact]
    public void A_text_too_wide_is_shrunk_to_fit()
    {
        var box = new Box(20, 20, 40, 8);
        var text = new string('葉', 15);
        var size = _document.AddPage().TextIn(box, text, new TextStyle(11) { MinimumSize = 6 }, "氏名");
        Assert.NotNull(size);
        Assert.InRange(size.Value, 6, 10.99);
        Assert.InRange(Fonts.Ipamj.Width(text, size.Value), box.Width - 1, box.Width);
        Assert.Empty(_document.Overflows);
        Assert.Contains($"/F0 {size.Value.ToString(CultureInfo.InvariantCulture)} Tf", new ParsedPdf(_document.Build()).Content(1), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_fits_keeps_its_size() =>
        Assert.Equal(11, _document.AddPage().TextIn(new Box(20, 20, 40, 8), "葉山", new TextStyle(11) { MinimumSize = 6 }));

    [Theory]
    [InlineData(WhenTooLong.PrintUpToLimit, 10)]
    [InlineData(WhenTooLong.LeaveBlank, 0)]
    public void A_text_too_long_at_the_floor_is_reported_and_cut_or_left_blank(WhenTooLong rule, int printed)
    {
        var text = string.Concat(Enumerable.Repeat("葛\U000E0102", 30));
        var page = _document.AddPage();
        Assert.Null(page.TextIn(new Box(20, 20, 10.2 * 6 * Em, 8), text, new TextStyle(11) { MinimumSize = 6, WhenTooLong = rule }, "氏名"));
        var overflow = Assert.Single(_document.Overflows);
        // Three UTF-16 units each: never cut between a character and its selector.
        Assert.Equal(new TextOverflow("氏名", 1, text, printed * 3), overflow);
        Assert.DoesNotContain("葛", overflow.ToString(), StringComparison.Ordinal);
        Assert.Equal(text[..(printed * 3)], Tool.Text(_document.Build()).TrimEnd('\n', '\f'));
    }

    [Fact]
    public void Alignment_puts_the_text_left_middle_right_and_spread()
    {
        var page = _document.AddPage();
        var box = new Box(25.4, 20, 25.4, 10);
        foreach (var align in Enum.GetValues<TextAlign>()) page.TextIn(box, "葉山町", new TextStyle(10) { Align = align });
        Assert.Equal([72, 72 + 21, 72 + 42, 72], Lefts());
    }

    [Fact]
    public void A_spread_label_reaches_both_ends()
    {
        _document.AddPage().TextIn(new Box(25.4, 20, 25.4, 10), "葉山町", new TextStyle(10) { Align = TextAlign.Distributed });
        Assert.Contains("/F0 10 Tf 21 Tc", new ParsedPdf(_document.Build()).Content(1), StringComparison.Ordinal);
    }

    [Fact]
    public void Letter_spacing_stands_between_characters_only()
    {
        var width = _document.AddPage().Text(20, 20, "葉山町", new TextStyle(10) { LetterSpacing = 0.5 });
        Assert.Equal((3 + 2 * 0.5) * 10 * Em, width, 6);
    }

    [Fact]
    public void A_full_stop_never_starts_a_line() => Assert.Equal("葉山町の役\n場。次", Lines("葉山町の役場。次", 6));

    [Fact]
    public void An_opening_bracket_never_ends_a_line() => Assert.Equal("葉山町\n（役場）", Lines("葉山町（役場）", 4));

    [Fact]
    public void A_number_is_not_torn_apart() => Assert.Equal("葉山\n20261122号", Lines("葉山20261122号", 6));

    [Fact]
    public void A_word_longer_than_the_line_is_torn_rather_than_lost() => Assert.Equal("ABCDEFGHIJKLMNOPQRSTUVWXYZ", Lines("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 5).Replace("\n", "", StringComparison.Ordinal));

    [Fact]
    public void Line_breaks_in_the_text_break_lines() => Assert.Equal("葉山\n町\n役場", Lines("葉山\r\n町\n役場", 10));

    [Fact]
    public void A_line_break_in_a_single_line_is_a_bug_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => _document.AddPage().Text(20, 20, "葉\n山", new TextStyle(10)));

    [Fact]
    public void A_paragraph_too_high_is_shrunk_and_then_reported()
    {
        var page = _document.AddPage();
        var style = new TextStyle(10) { MinimumSize = 7 };
        Assert.NotNull(page.Paragraph(new Box(20, 20, 40, 10), new string('葉', 30), style, "備考"));
        Assert.Empty(_document.Overflows);
        Assert.Null(page.Paragraph(new Box(20, 40, 40, 10), new string('葉', 300), style, "備考"));
        var overflow = Assert.Single(_document.Overflows);
        Assert.InRange(overflow.Printed, 16, 60);
        Assert.Equal(30 + overflow.Printed, Tool.Text(_document.Build()).Count(c => c == '葉'));
    }

    [Fact]
    public void Lines_boxes_dashes_fills_and_circles_are_drawn()
    {
        var page = _document.AddPage();
        page.Line(25.4, 25.4, 50.8, 25.4, Pen.Dashed);
        page.Rectangle(new Box(25.4, 25.4, 25.4, 25.4), Pen.Thick);
        page.Fill(new Box(25.4, 25.4, 25.4, 25.4), 0.9);
        page.Circle(105, 100, 12, new Pen(0.8, Grey: 0.5));
        var content = new ParsedPdf(_document.Build()).Content(1);
        Assert.Contains("[2.83] 0 d\n72 769.89 m 144 769.89 l S", content, StringComparison.Ordinal);
        Assert.Contains("[] 0 d\n72 697.89 72 72 re S", content, StringComparison.Ordinal);
        Assert.Contains("0.9 g\n72 697.89 72 72 re f", content, StringComparison.Ordinal);
        Assert.Contains("0.5 G", content, StringComparison.Ordinal);
        Assert.Equal(4, content.Split(" c\n").Length - 1);
    }

    [Theory]
    [InlineData(SealShape.Square, 0)]
    [InlineData(SealShape.Round, 4)]
    public void A_seal_is_lines_and_glyphs_read_from_the_right_column(SealShape shape, int curves)
    {
        _document.AddPage().Seal(new Box(150, 100, 24, 24), ["葉山町", "長之印"], new Pen(0.8), shape);
        var pdf = _document.Build();
        Assert.Equal(curves, new ParsedPdf(pdf).Content(1).Split(" c\n").Length - 1);
        var lefts = Regex.Matches(new ParsedPdf(pdf).Content(1), @"([\d.]+) [\d.]+ Tm").Select(m => double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(6, lefts.Length);
        Assert.True(lefts[..3].Min() > lefts[3..].Max());
        Assert.Equal("之印山町葉長", string.Concat(Tool.Text(pdf).Where(c => !char.IsWhiteSpace(c)).Order()));
    }

    [Fact]
    public void A_strip_can_be_cut_from_a_box_in_place()
    {
        var row = new Box(20, 30, 100, 9);
        Assert.Equal(new Box(20, 30, 40, 9), row.TakeLeft(40, out row));
        Assert.Equal(new Box(60, 30, 60, 9), row);
    }
}
