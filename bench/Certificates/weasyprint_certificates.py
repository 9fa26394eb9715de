"""Peer: one certificate a record, from HTML with WeasyPrint, on as many processes as asked.

usage: weasyprint_certificates.py records.jsonl FOLDER [PROCESSES]
Prints one JSON line: seconds, count, bytes (mean). Debian: weasyprint, fonts-ipamj-mincho.
"""
import json
import multiprocessing
import os
import sys
import time

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

STYLE = """
@page { size: A4; margin: 18mm 20mm 10mm 20mm }
body { font-family: IPAmjMincho, "IPAmj明朝"; font-size: 11pt; margin: 0 }
h1 { font-size: 18pt; font-weight: normal; text-align: center; letter-spacing: .4em; margin: 0 0 6mm }
table { border-collapse: collapse; width: 170mm; table-layout: fixed; margin-bottom: 4mm }
td, th { border: .15mm solid; height: 8mm; padding: 0 2mm; overflow: hidden; white-space: nowrap }
th { font-size: 8.5pt; font-weight: normal; width: 22mm; text-align: left }
table.member { border: .5mm solid }
td.title { background: #e6e6e6; font-size: 8.5pt; height: 6mm }
.small { font-size: 9pt }
.seal { position: absolute; left: 141mm; top: 228mm; width: 24mm; height: 24mm; border: .8mm solid; font-size: 18pt; text-align: center }
.foot { position: absolute; top: 264mm; width: 170mm; border-top: .15mm dashed; text-align: right; font-size: 8pt; padding-top: 2mm }
"""


def page(r):
    parts = ["<html lang=ja><title>住民票の写し</title><body><h1>住民票の写し</h1><table>",
             f"<tr><th>住所<td>{r['address']}<tr><th>世帯主<td>{r['head']}</table>"]
    for index, m in enumerate(r["members"]):
        parts.append(
            f"<table class=member><tr><td class=title colspan=4>世帯員　{index + 1}"
            f"<tr><th>フリガナ<td>{m['kana']}<th>続柄<td>{m['relation']}<tr><th>氏名<td>{m['name']}<th>性別<td>{m['sex']}"
            f"<tr><th>生年月日<td>{m['birth']}<th>住民となった日<td>{m['since']}"
            f"<tr><th>本籍<td colspan=3>{m['domicile']}<tr><th>筆頭者<td colspan=3>{m['head']}"
            f"<tr><th>個人番号<td>＊＊＊　省略　＊＊＊<th>住民票コード<td>＊＊＊　省略　＊＊＊"
            f"<tr><th>異動<td class=small colspan=3>{m['moved']}<tr><th>備考<td colspan=3>以下余白</table>")
    parts.append("<p>この写しは、世帯全員の住民票の原本と相違ないことを証明する。<p>令和８年１１月２２日<p>　　　　神奈川県三浦郡葉山町長　葉山　一郎"
                 f"<div class=seal>葉山町<br>長之印</div><div class=foot>{r['number']}</div>")
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
