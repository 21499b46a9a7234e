#!/usr/bin/env python3
"""Makes a project whose one article has two sentences of each script of this folder, with the first quote of each
annotated. Usage: make_project.py PROGRAM FOLDER (FOLDER must not exist)"""
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
SCRIPTS = ["en", "marks", "ar", "he", "hi", "th", "zh", "ja", "ko", "emoji"]
# Quote, cue, speaker and how the speaker is called.
ATTRIBUTIONS = [
    ("“We must act now,”", "“or the ferry will not run again this winter.”", "said", "the mayor", "mayor"),
    ("«علينا أن نتحرك الآن، وإلا فلن تعمل العبّارة هذا الشتاء»", "", "قالت", "رئيسة البلدية", "رئيسة البلدية"),
    ("„עלינו לפעול עכשיו”", "„אחרת המעבורת לא תפליג עוד בחורף הזה”", "אמרה", "ראשת העיר", "ראשת העיר"),
    ("“हमें अभी क़दम उठाना होगा, नहीं तो इस सर्दी में नौका फिर नहीं चलेगी।”", "", "कहा", "महापौर", "महापौर"),
    ("“เราต้องลงมือเดี๋ยวนี้ มิฉะนั้นเรือข้ามฟากจะไม่แล่นอีกในฤดูหนาวนี้”", "", "กล่าวว่า", "นายกเทศมนตรี", "นายกเทศมนตรี"),
    ("“我们必须马上行动，否则今年冬天渡轮将不再开航。”", "", "说", "市长", "市长"),
    ("「今すぐ行動しなければ、この冬フェリーはもう運航できない」", "", "述べた", "市長", "市長"),
    ("“지금 당장 행동하지 않으면 올겨울 나룻배는 다시 뜨지 못할 것”", "", "말했다", "시장은", "시장"),
]


def main(program, folder):
    folder = pathlib.Path(folder)
    text = "\n\n".join(" ".join((HERE / f"{name}.txt").read_text("utf8").splitlines()[:2]) for name in SCRIPTS) + "\n"
    run = lambda *words, **more: subprocess.run([program, *words], check=True, stdout=subprocess.PIPE, text=True, **more).stdout
    run("new", str(folder), "--quiet")
    article = folder.parent / "scripts.txt"
    article.write_text(text, "utf8")
    run("add", str(folder), str(article), "--quiet")
    article.unlink()

    groups = []
    for i, (quote, rest, cue, speaker, name) in enumerate(ATTRIBUTIONS):
        begin = text.index(quote)
        paragraph = text.rfind("\n\n", 0, begin) + 2 if "\n\n" in text[:begin] else 0
        spans = []

        def span(name, layer, words, attributes):
            at = [[text.index(word, paragraph), text.index(word, paragraph) + len(word)] for word in words if word]
            spans.append({"edit": "add-span", "span": {"id": name, "layer": layer, "at": at, "text": [text[a:b] for a, b in at],
                                                       "attributes": attributes}})

        quoted, said, named, entity, frame = (f"new:{5 * i + k}" for k in range(1, 6))
        span(quoted, "content", [quote, rest], {"kind": "direct"})
        span(said, "cue", [cue], {})
        span(named, "mention", [speaker], {"entity": entity})
        groups.append({"edits": [
            {"edit": "add-entity", "entity": {"id": entity, "name": name, "kind": "person"}}, *spans,
            {"edit": "add-frame", "frame": {"id": frame, "layer": "attribution", "roles": {
                "content": [{"to": quoted}], "cue": [{"to": said}], "source": [{"to": named}]}}}]})
    run("edit", str(folder), "--annotator", "ana", "--article", "scripts", input="".join(json.dumps(group) + "\n" for group in groups))


if __name__ == "__main__":
    main(*sys.argv[1:])
