"""Write the cases: for each rule a small corpus that breaks it, and a few that are well.

``python tests/cases/make.py`` writes them anew, after a change of the schema or of the article.
What ``validate`` says of a case stands in its ``findings.txt``; a test compares, and another one
sees that every rule has a case. Rules that need a file which git or some file system cannot keep
(a pipe, 8 MiB, two names that differ in case) have their case in ``test_cases.py``.
"""

from __future__ import annotations

import copy
import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from newscorpus.annotation import to_json
from newscorpus.checks.corpus import check_corpus
from newscorpus.corpus import Corpus
from newscorpus.findings import Finding
from newscorpus.formats.marked import read_marked
from newscorpus.reports import text

HERE = Path(__file__).parent
ARTICLE = "quay-lights"
MARKED = """\
{q1.src:Harbour master {e1:Liv Aune}} {q1.cue:said} on Monday that \
{q1:the quay lights at {e2:Skarvik} would stay on all night}.

“{q2:We had two boats on the stones in January,}” {e1.pro q2.src:she} {q2.cue:told} the \
{e3:{e2:Skarvik} Council}. “{q2:That is two too many.}”

The {e4 q3.src:Sand Hotel} {q3.cue:called} {q3:the lights "a prison yard"}. {e1 q4.src:Aune} \
{q4.cue:denied} {q4:the charge}.
---
e1 | PER | Liv Aune
e2 | GPE | Skarvik
e3 | ORG | Skarvik Council
e4 | ORG | Sand Hotel
q1 | indirect | e1
q2 | direct | e1 | to e3
q3 | mixed | e4
q4 | reported | e1
s1 | e1 | favor | topic quay-lights | quotes q1 q2
s2 | e4 | against | topic quay-lights | quotes q3
"""
# The source of q1 is the whole noun phrase, which the marks above do not reach.
MARKED = MARKED.replace(
    "Harbour master {e1 q1.src:Liv Aune}", "{q1.src:Harbour master {e1:Liv Aune}}"
)
METADATA = (
    "article,headline,outlet,topic,genre,story,licence,source\n"
    "quay-lights,Quay lights stay on,Skarvik Post,quay-lights,wire report,,CC-BY-4.0,a test\n"
)
TOPICS = "topic,proposition\nquay-lights,The quay lights should stay on at night.\n"

Json = dict[str, Any]
TEXT, ANNOTATION = read_marked(MARKED, ARTICLE, "gold")
BASE: Json = json.loads(to_json(ANNOTATION))
RAW = f"date 2024-02-19 {TEXT}\n".encode()


def write(
    name: str,
    change: Callable[[Json], object] = lambda _: None,
    *,
    raw: bytes = RAW,
    body: str | None = None,
    data: bytes | None = None,
    metadata: str = METADATA,
    topics: str | None = TOPICS,
    more: dict[str, str] | None = None,
    article: str = ARTICLE,
    annotated: bool = True,
) -> None:
    """Write one case: the base corpus with one thing changed (``body``: the text itself)."""
    folder = HERE / name
    shutil.rmtree(folder, ignore_errors=True)
    annotation = copy.deepcopy(BASE)
    if body is not None:
        raw = f"date 2024-02-19 {body}\n".encode()
        annotation["text_sha256"] = hashlib.sha256(body.encode()).hexdigest()
    change(annotation)
    files = {f"raw/{article}.txt": raw, "raw/metadata.csv": metadata.encode()}
    if topics is not None:
        files["annotations/topics.csv"] = topics.encode()
    if annotated:
        written = json.dumps(annotation, ensure_ascii=False, indent=1).encode() + b"\n"
        files[f"annotations/gold/{article}.json"] = data if data is not None else written
    files |= {path: content.encode() for path, content in (more or {}).items()}
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def base_bytes(old: str, new: str) -> bytes:
    """The base annotation's JSON with one stretch of it replaced."""
    written = json.dumps(BASE, ensure_ascii=False, indent=1) + "\n"
    assert old in written, old
    return written.replace(old, new, 1).encode()


def mention(annotation: Json, text: str, occurrence: int = 0) -> Json:
    return [each for each in annotation["mentions"] if each["text"] == text][occurrence]


def at(content: str, words: str, occurrence: int = 0) -> Json:
    """A span by its words."""
    start = -1
    for _ in range(occurrence + 1):
        start = content.index(words, start + 1)
    return {"start": start, "end": start + len(words), "text": words}


def moved(annotation: Json, unit: Callable[[str], int]) -> None:
    """Put the spans of the last quote where a program that counts other units has them."""
    for part in ("content", "cue", "source"):
        for span in annotation["quotes"][3][part]:
            start, end = span["start"], span["end"]
            span["start"], span["end"] = unit(TEXT[:start]), unit(TEXT[:end])


def renumber(annotation: Json) -> None:
    annotation["mentions"].sort(key=lambda each: (each["start"], -each["end"]))
    for number, each in enumerate(annotation["mentions"], 1):
        each["id"] = f"m{number}"


def files_and_text() -> None:
    write("NC003", raw=RAW.replace("“".encode(), b"\x93"))
    write("NC004", raw=b"\xef\xbb\xbf" + RAW)
    write("NC005", raw=RAW.replace(b"all night", b"all\0night"))
    write("NC006", raw=b"")
    write("NC007", raw=TEXT.encode())
    write("NC008", raw=RAW.replace(b"2024-02-19", b"2023-02-29"))
    write("NC009", raw=b"date 2024-02-19 \n")
    decomposed = TEXT.replace("Sand", "Sa\u0308nd")

    def decompose(annotation: Json) -> None:
        start = TEXT.index("Sand") + 1
        annotation["entities"][3]["name"] = "Sa\u0308nd Hotel"
        for each in [*annotation["mentions"], *_spans(annotation)]:
            each["start"] += each["start"] > start
            each["end"] += each["end"] > start
            each["text"] = decomposed[each["start"] : each["end"]]

    write("NC010", decompose, body=decomposed)
    write("NC011", body=TEXT + " \u202eOver.")
    odd = "quay lights?"
    write(
        "NC012",
        lambda a: a.update(article=odd),
        article=odd,
        metadata=METADATA.replace("\nquay-lights,", f"\n{odd},"),
    )


def _spans(annotation: Json) -> list[Json]:
    return [
        span
        for quote in annotation["quotes"]
        for part in ("content", "cue", "source")
        for span in quote[part]
    ]


def json_and_schema() -> None:
    write("NC101", data=base_bytes("", "")[:-200])
    write(
        "NC102",
        data=base_bytes('"annotator": "gold",', '"annotator": "gold",\n "annotator": "gold",'),
    )
    write("NC103", data=base_bytes('"start": 0', '"start": NaN'))
    write("NC104", data=b"[" * 100 + b"]" * 100)
    write("NC105", data=base_bytes('"name": "Liv Aune"', '"name": "\\ud83d"'))
    write("NC106", lambda a: a["quotes"][0].update(type="paraphrase", note="?"))
    write("NC107", data=base_bytes('"start": 0,', '"start": 0.0,'))


def pairs_and_tables() -> None:
    write("NC201", annotated=False)
    orphan = json.dumps(BASE | {"article": "no-such"}, ensure_ascii=False, indent=1) + "\n"
    write("NC202", more={"annotations/gold/no-such.json": orphan})
    write("NC203", lambda a: a.update(article="quay-light"))
    write("NC204", raw=RAW.replace(b"two boats", b"ten boats"))
    write("NC205", metadata=METADATA.splitlines(keepends=True)[0])
    write(
        "NC206",
        metadata=METADATA
        + METADATA.splitlines(keepends=True)[1].replace("quay-lights,Q", "gone,Q"),
    )
    write("NC207", metadata=METADATA.replace("CC-BY-4.0,a test", "CC-BY-4.0"))
    write("NC208", metadata=METADATA + METADATA.splitlines(keepends=True)[1])
    write("NC209", metadata=METADATA.replace("Post,quay-lights", "Post,quay-light"))
    write("NC210", metadata=METADATA.replace("Skarvik Post", " "))
    write(
        "NC211", more={"annotations/splits.csv": "article,split,version\nquay-lights,dev,1.0.0\n"}
    )
    write("NC213", lambda a: a.update(annotator="a1"))


def spans_and_entities() -> None:
    write("NC301", lambda a: moved(a, lambda before: len(before.encode())))
    write("NC302", lambda a: mention(a, "Liv Aune").update(start=23, end=15))
    write("NC303", lambda a: a["quotes"][3]["content"][0].update(start=9000, end=9010))
    write("NC304", lambda a: a["quotes"][3]["content"][0].update(at(TEXT, " the charge")))
    write(
        "NC305", lambda a: a["quotes"][1]["content"][1].update(at(TEXT, "That is two too many.”"))
    )
    write("NC306", lambda a: a["quotes"][3]["cue"][0].update(at(TEXT, "denie")))
    accented = TEXT.replace("all night.", "all night e\u0301.")

    def through(annotation: Json) -> None:
        shift_after(annotation, TEXT.index("all night") + 9, 3)
        content = annotation["quotes"][0]["content"][0]
        content.update(end=content["start"] + len(content["text"]) + 2, text=content["text"] + " e")

    write("NC307", through, body=accented)
    write("NC308", lambda a: a["mentions"][1].update(id="m1"))
    write("NC309", lambda a: a["quotes"][3].update(speaker="e9"))
    write("NC310", lambda a: a["mentions"].insert(0, a["mentions"].pop()))

    def overlap(annotation: Json) -> None:
        annotation["mentions"].append(
            {"id": "m9", "entity": "e1", "kind": "name", **at(TEXT, "master Liv")}
        )
        renumber(annotation)

    write("NC311", overlap)
    write("NC312", lambda a: a["entities"][3].update(name=None, description="the hotel"))
    write("NC313", lambda a: a["entities"][0].update(name="Liv Aune-Berg"))
    write(
        "NC314", lambda a: (a["mentions"].pop(), a["quotes"][3]["source"].clear())
    )  # Aune, of Liv Aune
    write(
        "NC315",
        lambda a: a["entities"].append(
            {"id": "e5", "type": "LOC", "name": None, "description": "the stones"}
        ),
    )
    write("NC316", lambda a: a["entities"][3].update(members=["e3", "e4"]))


def shift_after(annotation: Json, place: int, by: int) -> None:
    for each in [*annotation["mentions"], *_spans(annotation)]:
        if each["start"] >= place:
            each["start"] += by
            each["end"] += by


def quotes() -> None:
    write("NC401", lambda a: a["quotes"][1]["content"].reverse())
    write("NC402", lambda a: a["quotes"][3]["cue"][0].update(at(TEXT, "charge")))
    write(
        "NC403", lambda a: (a["quotes"][2].update(within="q4"), a["quotes"][3].update(within="q3"))
    )
    write("NC404", lambda a: a["quotes"][0].update(type="direct"))
    write(
        "NC405",
        lambda a: a["quotes"][1].update(type="indirect", content=a["quotes"][1]["content"][:1]),
    )
    write("NC406", lambda a: a["quotes"][0].update(type="mixed"))
    write("NC407", lambda a: a["quotes"][2].update(type="reported"))
    write("NC408", lambda a: a["quotes"][1].update(content=a["quotes"][1]["content"][:1]))
    write("NC409", lambda a: a["quotes"][2].update(speaker="e3"))
    write("NC410", lambda a: a["quotes"][3].update(within="q1"))
    write("NC411", lambda a: a["quotes"][1].update(addressee="e1"))


def stances() -> None:
    write("NC501", lambda a: a["stances"][1]["evidence"]["quotes"].clear())
    write("NC502", lambda a: a["stances"][1]["evidence"].update(quotes=["q4"]))
    write("NC503", lambda a: a["stances"][1]["target"].update(topic="quay-light"))
    write("NC504", lambda a: a["stances"].append(a["stances"][0] | {"id": "s3"}))
    write("NC505", lambda a: a["stances"][1].update(target={"entity": "e4"}))


def well() -> None:
    write("well/plain")
    write("well/crlf", raw=RAW.replace(b"\n", b"\r\n"))
    write(
        "well/no-topics",
        lambda a: a["stances"].clear(),
        topics=None,
        metadata=METADATA.replace("Post,quay-lights", "Post,"),
    )
    write(
        "well/empty-layers",
        lambda a: a.update(entities=[], mentions=[], quotes=[], stances=[]),
        raw=b"date 2024-02-19 Nothing was said.",
        data=None,
        body="Nothing was said.",
    )
    pass_a1 = json.dumps(BASE | {"annotator": "a1"}, ensure_ascii=False, indent=1)
    write("well/two-passes", more={"annotations/passes/a1/quay-lights.json": pass_a1})


def leak() -> None:
    write("NC212")
    folder = HERE / "NC212"
    shutil.copy(folder / "raw/quay-lights.txt", folder / "raw/quay-lamps.txt")
    again = json.dumps(BASE | {"article": "quay-lamps"}, ensure_ascii=False, indent=1)
    (folder / "annotations/gold/quay-lamps.json").write_text(again, "utf-8")
    told = METADATA.replace("report,,", "report,quay-lights,")
    row = told.splitlines(keepends=True)[1].replace("quay-lights,Q", "quay-lamps,Q")
    (folder / "raw/metadata.csv").write_text(told + row)
    (folder / "annotations/splits.csv").write_text(
        "article,split,version\nquay-lamps,test,1.0.0\nquay-lights,train,1.0.0\n"
    )


if __name__ == "__main__":
    for step in (
        files_and_text,
        json_and_schema,
        pairs_and_tables,
        spans_and_entities,
        quotes,
        stances,
        well,
        leak,
    ):
        step()
    for folder in (*HERE.glob("NC*"), *HERE.glob("well/*")):
        findings = [each for chunk in check_corpus(Corpus(folder)) for each in chunk]
        said = text.report(sorted(findings, key=Finding.sort_key))
        (folder / "findings.txt").write_text(said, "utf-8")
