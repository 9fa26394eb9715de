"""Peer: one certificate a record, drawn directly with ReportLab, on as many processes as asked.

usage: reportlab_certificates.py records.jsonl FOLDER [PROCESSES]
Prints one JSON line: seconds, count, bytes (mean). Debian: python3-reportlab, fonts-ipamj-mincho.
"""
import json
import multiprocessing
import os
import sys
import time

from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONT = os.environ.get("IPAMJ", "/usr/share/fonts/truetype/ipamj/ipamjm.ttf")
TOP = 297


def load():
    pdfmetrics.registerFont(TTFont("IPAmj", FONT))


def text(c, x, y, value, size):
    c.setFont("IPAmj", size)
    c.drawString(x * mm, (TOP - y) * mm - 0.88 * size, value)


def fitted(c, x, y, width, height, value, size):
    natural = pdfmetrics.stringWidth(value, "IPAmj", size)
    if natural > width * mm:
        size = max(6, size * width * mm / natural)
    text(c, x, y + (height - size * 25.4 / 72) / 2, value, size)


def distributed(c, x, y, width, height, value, size):
    natural = pdfmetrics.stringWidth(value, "IPAmj", size)
    line = c.beginText(x * mm, (TOP - y) * mm - height * mm / 2 - 0.38 * size)
    line.setFont("IPAmj", size)
    line.setCharSpace((width * mm - natural) / max(1, len(value) - 1))
    line.textOut(value)
    line.setCharSpace(0)
    c.drawText(line)


def row(c, y, *cells):
    width = 170 / len(cells)
    for index, (label, value) in enumerate(cells):
        x = 20 + index * width
        c.setLineWidth(0.15 * mm)
        c.rect(x * mm, (TOP - y - 9) * mm, 26 * mm, 9 * mm)
        c.rect((x + 26) * mm, (TOP - y - 9) * mm, (width - 26) * mm, 9 * mm)
        distributed(c, x + 2, y + 1, 22, 7, label, 8.5)
        fitted(c, x + 28, y + 1, width - 30, 7, value, 11)


def draw(path, r):
    c = Canvas(path, pagesize=(210 * mm, 297 * mm), pageCompression=1)
    c.setTitle("住民票の写し")
    c.setAuthor("神奈川県三浦郡葉山町")
    text(c, 78, 18, "住 民 票 の 写 し", 18)
    row(c, 32, ("住所", r["address"]))
    row(c, 41, ("世帯主", r["head"]))
    for index, m in enumerate(r["members"]):
        y = 54 + 88 * index
        c.setFillGray(0.9)
        c.rect(20 * mm, (TOP - y - 6) * mm, 170 * mm, 6 * mm, stroke=0, fill=1)
        c.setFillGray(0)
        text(c, 22, y + 1.4, f"世帯員　{index + 1}", 8.5)
        row(c, y + 6, ("フリガナ", m["kana"]), ("続柄", m["relation"]))
        row(c, y + 15, ("氏名", m["name"]), ("性別", m["sex"]))
        row(c, y + 24, ("生年月日", m["birth"]), ("住民となった日", m["since"]))
        row(c, y + 33, ("本籍", m["domicile"]))
        row(c, y + 42, ("筆頭者", m["head"]))
        row(c, y + 51, ("個人番号", "＊＊＊＊　省略　＊＊＊＊"), ("住民票コード", "＊＊＊＊　省略　＊＊＊＊"))
        row(c, y + 60, ("異動", m["moved"]))
        row(c, y + 69, ("備考", "以下余白"))
        c.setLineWidth(0.5 * mm)
        c.rect(20 * mm, (TOP - y - 78) * mm, 170 * mm, 78 * mm)
    text(c, 25, 235, "この写しは、世帯全員の住民票の原本と相違ないことを証明する。", 11)
    text(c, 25, 246, "令和８年１１月２２日", 11)
    text(c, 80, 257, "神奈川県三浦郡葉山町長　葉山　一郎", 13)
    c.setLineWidth(0.8 * mm)
    c.rect(161 * mm, (TOP - 272) * mm, 24 * mm, 24 * mm)
    for index, glyph in enumerate("葉山町長之印"):
        text(c, 174 - 11 * (index // 3), 250 + 7 * (index % 3), glyph, 18)
    c.setLineWidth(0.15 * mm)
    c.setDash(1 * mm)
    c.line(20 * mm, 15 * mm, 190 * mm, 15 * mm)
    c.setFont("IPAmj", 8)
    c.drawRightString(190 * mm, (TOP - 287) * mm, r["number"])
    c.showPage()
    c.save()
    return os.path.getsize(path)


def job(item):
    index, folder, line = item
    return draw(os.path.join(folder, f"{index:06d}.pdf"), json.loads(line))


def main():
    source, folder = sys.argv[1], sys.argv[2]
    processes = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    os.makedirs(folder, exist_ok=True)
    with open(source, encoding="utf-8") as lines:
        items = [(i, folder, line) for i, line in enumerate(lines) if line.strip()]
    with multiprocessing.Pool(processes, initializer=load) as pool:
        # The font is loaded and one document drawn in every process before the clock starts.
        pool.map(job, items[:processes], chunksize=1)
        start = time.perf_counter()
        sizes = pool.map(job, items, chunksize=max(1, len(items) // (processes * 4)))
        seconds = time.perf_counter() - start
    print(json.dumps({"peer": "ReportLab", "seconds": round(seconds, 3), "count": len(sizes), "bytes": sum(sizes) // len(sizes)}))


if __name__ == "__main__":
    main()
