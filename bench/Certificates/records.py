"""Writes the synthetic records both peers and Moyai draw: records.py COUNT > records.jsonl

Names without variation sequences, because ReportLab cannot draw them.
"""
import json
import random
import sys

FAMILY = "佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 清水 𠮷﨑 髙橋 渡邊 濵田 齋藤".split()
GIVEN = "太郎 花子 一郎 美咲 健太 陽菜 大輔 結衣 翔太 さくら 直樹 由美子 拓也 葵 和也 恵子 悠斗 凛 蓮 千尋".split()
KANA = "サトウ タナカ スズキ ヤマモト ワタナベ コバヤシ ヨシダ キムラ シミズ マツモト".split()
PLACES = "堀内 一色 木古庭 上山口 下山口 長柄".split()
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def wide(number):
    return str(number).translate(WIDE)


def record(rng, index):
    family = rng.choice(FAMILY)
    address = f"神奈川県三浦郡葉山町{rng.choice(PLACES)}{wide(rng.randint(1, 2400))}番地"
    head = f"{family}　{rng.choice(GIVEN)}"
    members = []
    for relation, sex in (("世帯主", "男"), ("妻", "女")):
        name = head if relation == "世帯主" else f"{family}　{rng.choice(GIVEN)}"
        day = f"{wide(rng.randint(1, 12))}月{wide(rng.randint(1, 28))}日"
        members.append({
            "name": name, "kana": f"{rng.choice(KANA)}　{rng.choice(KANA)}", "relation": relation, "sex": sex,
            "birth": f"昭和{wide(rng.randint(30, 63))}年{day}", "since": f"平成{wide(rng.randint(2, 30))}年{day}",
            "domicile": address, "head": head,
            "moved": f"平成{wide(rng.randint(2, 30))}年{day}東京都世田谷区上北沢四丁目{wide(rng.randint(1, 40))}番から転入同日届出",
        })
    return {"address": address, "head": head, "members": members, "number": f"20261122　葉山町　本庁1　プリンタ001　{index:05d}　1/1"}


def main():
    rng = random.Random(143014)
    for index in range(int(sys.argv[1])):
        print(json.dumps(record(rng, index), ensure_ascii=False))


if __name__ == "__main__":
    main()
