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
LEFT = 18
WIDTH = 174
THIN = 0.15
THICK = 0.5


def load():
    pdfmetrics.registerFont(TTFont("IPAmj", FONT))


def text(c, x, y, value, size):
    c.setFont("IPAmj", size)
    c.drawString(x * mm, (TOP - y) * mm - 0.88 * size, value)


def rectangle(c, x, y, width, height, pen):
    c.setLineWidth(pen * mm)
    c.rect(x * mm, (TOP - y - height) * mm, width * mm, height * mm)


def fitted(c, x, y, width, height, value, size):
    natural = pdfmetrics.stringWidth(value, "IPAmj", size)
    if natural > width * mm:
        size = max(5, size * width * mm / natural)
    text(c, x, y + (height - size * 25.4 / 72) / 2, value, size)


def distributed(c, x, y, width, height, value, size):
    natural = pdfmetrics.stringWidth(value, "IPAmj", size)
    if natural > width * mm:
        fitted(c, x, y, width, height, value, size)
        return
    line = c.beginText(x * mm, (TOP - y) * mm - height * mm / 2 - 0.38 * size)
    line.setFont("IPAmj", size)
    line.setCharSpace((width * mm - natural) / max(1, len(value) - 1))
    line.textOut(value)
    line.setCharSpace(0)
    c.drawText(line)


def row(c, y, height, cells, size):
    x = LEFT
    for index, (label, value) in enumerate(cells):
        width = LEFT + WIDTH - x if index == len(cells) - 1 else WIDTH * 0.56
        c.setFillGray(0.94)
        c.rect(x * mm, (TOP - y - height) * mm, 25 * mm, height * mm, stroke=0, fill=1)
        c.setFillGray(0)
        rectangle(c, x, y, 25, height, THIN)
        rectangle(c, x + 25, y, width - 25, height, THIN)
        distributed(c, x + 1.5, y + 0.6, 22, height - 1.2, label, 7.5)
        fitted(c, x + 27, y + 0.6, width - 29, height - 1.2, value, size)
        x += width


def person(c, y, rows):
    height = 48.5 / (len(rows) + 0.4)
    top = y
    for cells in rows:
        name = cells[0][0] == "氏名"
        row(c, y, height * 1.4 if name else height, cells, 13 if name else 10.5)
        y += height * 1.4 if name else height
    rectangle(c, LEFT, top, WIDTH, 48.5, THICK)


def blank(c, y):
    rectangle(c, LEFT, y, WIDTH, 48.5, THIN)
    c.line(LEFT * mm, (TOP - y - 48.5) * mm, (LEFT + WIDTH) * mm, (TOP - y) * mm)
    text(c, 97, y + 21, "以下余白", 12)


def draw(path, r):
    c = Canvas(path, pagesize=(210 * mm, 297 * mm), pageCompression=1)
    c.setTitle("住民票の写し")
    c.setAuthor(r["municipality"])
    text(c, 92, 14, "住 民 票", 17)
    row(c, 28, 9, [["住所", r["address"]]], 10.5)
    row(c, 37, 9, [["世帯主", r["head"]]], 10.5)
    for index in range(4):
        y = 48 + index * 49.3
        if index < len(r["persons"]):
            person(c, y, r["persons"][index])
        else:
            blank(c, y)
    text(c, LEFT + 4, 248, r["attestation"], 10.5)
    text(c, LEFT + 8, 258, r["issued"], 10.5)
    text(c, LEFT + 8, 267, r["certifier"], 13)
    rectangle(c, 160, 256, 22, 22, 0.8)
    for index, glyph in enumerate("葉山町長之印"):
        text(c, 172 - 10 * (index // 3), 257 + 7 * (index % 3), glyph, 18)
    c.setLineWidth(THIN * mm)
    c.line(LEFT * mm, 14 * mm, (LEFT + WIDTH) * mm, 14 * mm)
    c.setFont("IPAmj", 8)
    c.drawRightString((LEFT + WIDTH) * mm, (TOP - 288) * mm, r["number"] + "　1/1")
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
