"""Makes kanji_variants.tsv from the Unihan files named on the command line and kanji_variants_reviewed.tsv.

usage: make_variants.py DIRECTORY_OF_UNIHAN_AND_UNICODEDATA > kanji_variants.tsv
Only what is safe for a search is joined: two kanji in everyday use (常用, 人名用, JIS level 1) fall into one class only when a reviewed row or
the 常用/人名用 tables say so; a rarer form joins a class only when every everyday kanji it is a variant of is in that one class.
"""
import collections, re, sys

root = sys.argv[1]
def rows(name, field):
    for line in open(f"{root}/{name}", encoding="utf-8"):
        if line[0] == "U":
            code, key, value = line.rstrip("\n").split("\t")
            if key == field:
                yield chr(int(code[2:], 16)), value
def targets(value):
    return [chr(int(x, 16)) for x in re.findall(r"U\+([0-9A-F]+)", value)]

joyo = {c for c, _ in rows("Unihan_OtherMappings.txt", "kJoyoKanji")}
jinmeiyo = {c for c, v in rows("Unihan_OtherMappings.txt", "kJinmeiyoKanji") if not targets(v)}
jis0 = dict(rows("Unihan_OtherMappings.txt", "kJis0"))
jis = set(jis0) | {c for c, _ in rows("Unihan_OtherMappings.txt", "kJIS0213")} | {c for c, _ in rows("Unihan_OtherMappings.txt", "kJis1")}
everyday = joyo | jinmeiyo | {c for c, v in jis0.items() if int(v[:2]) < 48}

parent, source = {}, {}
def find(c):
    while parent.setdefault(c, c) != c:
        c = parent[c]
    return c
def join(a, b, why):
    source.setdefault(a, why), source.setdefault(b, why)
    parent[find(b)] = find(a)

for line in open("kanji_variants_reviewed.tsv", encoding="utf-8"):
    if line[0] != "#":
        why, *classes = line.rstrip("\n").split("\t")
        for members in classes:
            for other in members[1:]:
                join(members[0], other, why)
for field in ("kJinmeiyoKanji", "kJoyoKanji"):
    for c, value in rows("Unihan_OtherMappings.txt", field):
        for t in targets(value):
            join(t, c, field)
for c, value in rows("Unihan_IRGSources.txt", "kCompatibilityVariant"):
    join(targets(value)[0], c, "kCompatibilityVariant")
for line in open(f"{root}/UnicodeData.txt", encoding="utf-8"):
    cells = line.split(";")
    if cells[5].startswith("<compat> ") and "2E80" <= cells[0] <= "2FD5" and len(cells[0]) == 4:
        join(chr(int(cells[5][9:], 16)), chr(int(cells[0], 16)), "Kangxi radical")

settled = everyday | set(parent)
found = collections.defaultdict(dict)
def offer(rare, common, why):
    if rare not in settled and common in settled:
        found[rare].setdefault(find(common), (common, why))
for field in ("kZVariant", "kSemanticVariant"):
    for c, value in rows("Unihan_Variants.txt", field):
        for t in targets(value):
            offer(c, t, field), offer(t, c, field)
for c, value in rows("Unihan_Variants.txt", "kTraditionalVariant"):
    if c not in jis:
        for t in targets(value):
            if t != c:
                offer(c, t, "kTraditionalVariant")
for rare, classes in found.items():
    if len(classes) == 1:
        [(common, why)] = classes.values()
        join(common, rare, why)

classes = collections.defaultdict(list)
for c in parent:
    classes[find(c)].append(c)
def rank(c):
    return (ord(c) > 0xFFFF, c not in joyo, c not in jinmeiyo, c not in jis0, ord(c))
print("# Kanji a search takes for the same: variant, representative, why. Made by make_variants.py; correct kanji_variants_reviewed.tsv instead of this file.")
print("# Sources: Unihan and UnicodeData of Unicode 15.0.0, modified (selected and joined), (c) 1991-2022 Unicode, Inc., under LICENSE-UNICODE.txt; kanji_variants_reviewed.tsv.")
for members in sorted((sorted(m, key=rank) for m in classes.values()), key=lambda m: ord(m[0])):
    for variant in members[1:]:
        print(variant, members[0], source[variant], sep="\t")
