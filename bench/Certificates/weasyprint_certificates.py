"""Peer: one certificate a record, from HTML with WeasyPrint, on as many processes as asked.

usage: weasyprint_certificates.py records.jsonl FOLDER [PROCESSES]
Prints one JSON line: seconds, count, bytes (mean). Debian: weasyprint, fonts-ipamj-mincho.
"""
import json
import multiprocessing
import os
import sys
import time
from html import escape

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

STYLE = """
@page { size: A4; margin: 14mm 18mm 8mm 18mm }
body { font-family: IPAmjMincho, "IPAmj明朝"; font-size: 10.5pt; margin: 0 }
h1 { font-size: 17pt; font-weight: normal; text-align: center; letter-spacing: .4em; margin: 0 0 4mm }
table { border-collapse: collapse; width: 174mm; table-layout: fixed; margin-bottom: .8mm }
td, th { border: .15mm solid; height: 5.2mm; padding: 0 2mm; overflow: hidden; white-space: nowrap }
th { font-size: 7.5pt; font-weight: normal; width: 21mm; text-align: justify; background: #f0f0f0 }
table.member { border: .5mm solid; height: 48.5mm }
.name { font-size: 13pt }
.blank { border: .15mm solid; height: 48.5mm; text-align: center; line-height: 48mm; margin-bottom: .8mm }
.attest { position: absolute; top: 234mm; left: 4mm }
.seal { position: absolute; left: 142mm; top: 242mm; width: 22mm; height: 22mm; border: .8mm solid; font-size: 18pt; text-align: center }
.foot { position: absolute; top: 269mm; width: 174mm; border-top: .15mm solid; text-align: right; font-size: 8pt; padding-top: 1mm }
"""


def member(rows):
    parts = ["<table class=member>"]
    for cells in rows:
        wide = " colspan=3" if len(cells) == 1 else ""
        name = " class=name" if cells[0][0] == "氏名" else ""
        parts.append("<tr>" + "".join(f"<th>{escape(label)}<td{name}{wide}>{escape(value)}" for label, value in cells))
    parts.append("</table>")
    return "".join(parts)


def page(r):
    parts = ["<html lang=ja><title>住民票の写し</title><body><h1>住民票</h1>",
             f"<table><tr><th>住所<td>{escape(r['address'])}<tr><th>世帯主<td>{escape(r['head'])}</table>"]
    parts += [member(rows) for rows in r["persons"]]
    parts += ["<div class=blank>以下余白</div>"] * (4 - len(r["persons"]))
    parts.append(f"<div class=attest>{r['attestation']}<p>{r['issued']}<p>{r['certifier']}</div>"
                 f"<div class=seal>葉山町<br>長之印</div><div class=foot>{r['number']}　1/1</div>")
    return "".join(parts)


def load():
    global FONTS, SHEET
    FONTS = FontConfiguration()
    SHEET = CSS(string=STYLE, font_config=FONTS)


def job(item):
    index, folder, line = item
    path = os.path.join(folder, f"{index:06d}.pdf")
    HTML(string=page(json.loads(line))).write_pdf(path, stylesheets=[SHEET], font_config=FONTS)
    return os.path.getsize(path)


def main():
    source, folder = sys.argv[1], sys.argv[2]
    processes = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    os.makedirs(folder, exist_ok=True)
    with open(source, encoding="utf-8") as lines:
        items = [(i, folder, line) for i, line in enumerate(lines) if line.strip()]
    with multiprocessing.Pool(processes, initializer=load) as pool:
        # The first document of a process also reads the font: not counted.
        pool.map(job, items[:processes], chunksize=1)
        start = time.perf_counter()
        sizes = pool.map(job, items, chunksize=1)
        seconds = time.perf_counter() - start
    print(json.dumps({"peer": "WeasyPrint", "seconds": round(seconds, 3), "count": len(sizes), "bytes": sum(sizes) // len(sizes)}))


if __name__ == "__main__":
    main()
