"""The attribution tagger: spans verify, a text's result is its own, damage is noticed, quality holds."""

from __future__ import annotations

import resource
import shutil
from pathlib import Path

import pytest

from communique.annotate.attribution import Attribution, tag, tag_many
from communique.annotate.attribution_model import SHIPPED, TaggerModel
from communique.annotate.network import ModelError
from communique.records import Span, check_spans

INDIRECT = "The minister said on Monday that the two countries would resume talks in March."
SPLIT = "“We will sign the agreement,” Ms. Okafor told reporters, “but we will not do it this week.”"
ACCORDING = "According to the foreign ministry, both sides agreed to exchange prisoners."
PASSIVE = "He was quoted by the state news agency as saying that the border would stay closed."
PLAIN = "It rained in the valley on Tuesday. The river is forty metres wide at the bridge."
ARTICLE = "\n\n".join(["Envoys meet in Oslo", INDIRECT, PLAIN, SPLIT, ACCORDING, PASSIVE])


def spans(attribution: Attribution) -> list[Span]:
    return [s for s in (attribution.cue, attribution.source, *attribution.content) if s is not None]


def quotes(found: tuple[Attribution, ...]) -> list[tuple[str | None, str | None, tuple[str, ...]]]:
    return [
        (a.cue.quote if a.cue else None, a.source.quote if a.source else None, tuple(c.quote for c in a.content))
        for a in found
    ]


def test_indirect_speech_is_found_with_its_source_and_linked() -> None:
    assert quotes(tag(INDIRECT)) == [
        ("said", "The minister", ("that the two countries would resume talks in March",)),
    ]


def test_interrupted_quotation_is_one_content_of_two_parts_with_its_quotation_marks() -> None:
    ((cue, source, content),) = quotes(tag(SPLIT))
    assert (cue, source) == ("told", "Ms. Okafor")
    assert content == ("“We will sign the agreement,”", "“but we will not do it this week.”")


def test_according_to_has_source_and_content() -> None:
    ((cue, source, content),) = quotes(tag(ACCORDING))
    assert cue == "According to"
    assert source == "the foreign ministry"
    assert content == ("both sides agreed to exchange prisoners",)


def test_plain_narration_has_no_attribution() -> None:
    assert tag(PLAIN) == ()


@pytest.mark.parametrize("text", ["", " ", "\n\n \n", "…", "”", "\u200b", "said", "\x00", "🙂 🙂"])
def test_text_without_anything_to_tag_gives_spans_that_verify(text: str) -> None:
    assert all(check_spans(text, spans(a)) is None for a in tag(text))


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        ARTICLE.replace("\n", "\r\n"),
        "Ægir Þórsson SAID “naïve” façades—“they’re fine,” he ADDED.  «Oui»,\tsaid M. Çelik.",
        "''It is over,'' the envoy said. ''We go home.''",
        'The aide said: "We never saw the letter, and nobody asked us.',
    ],
)
def test_spans_verify_and_come_in_order_of_position(text: str) -> None:
    found = tag(text)
    assert found
    for attribution in found:
        assert check_spans(text, spans(attribution)) is None
        assert 0.0 <= attribution.score <= 1.0
    begins = [min(s.start for s in spans(a)) for a in found]
    assert begins == sorted(begins)


def test_parts_of_a_content_are_in_order_and_leave_out_cue_and_source() -> None:
    for attribution in tag(ARTICLE):
        own = [s for s in (attribution.cue, attribution.source) if s is not None]
        edge = -1
        for part in attribution.content:
            assert part.start >= edge
            edge = part.end
            assert all(part.end <= s.start or s.end <= part.start for s in own)


def test_result_does_not_depend_on_the_other_texts() -> None:
    texts = [ARTICLE, PLAIN, SPLIT, ARTICLE * 3, INDIRECT, ""]
    alone = [tag(t) for t in texts]
    assert list(tag_many(texts)) == alone
    assert list(tag_many(texts[::-1])) == alone[::-1]


def test_two_loads_of_the_model_agree() -> None:
    from communique.annotate.attribution import tag_with  # noqa: PLC0415 (beside its only use)

    assert tag_with(TaggerModel(SHIPPED), ARTICLE) == tag_with(TaggerModel(SHIPPED), ARTICLE) == tag(ARTICLE)


def test_tag_many_is_lazy() -> None:
    def texts() -> object:
        yield INDIRECT
        raise AssertionError("read ahead")

    assert next(tag_many(texts())) == tag(INDIRECT)  # type: ignore[arg-type]


def test_long_document_passes_in_bounded_memory() -> None:
    """Half of it in short paragraphs, half in one."""

    def text_of(length: int) -> str:
        units = [joint.join([INDIRECT, PLAIN, SPLIT, ACCORDING]) + joint for joint in ("\n\n", " ")]
        return "".join((unit * (length // len(unit) + 1))[: length // 2] for unit in units)

    tag(text_of(20_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    text = text_of(200_000)
    found = tag(text)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 150 * 1024
    assert all(check_spans(text, spans(a)) is None for a in found)
    wanted = text.count("told reporters")
    assert sum(1 for a in found if a.cue is not None and a.cue.quote.startswith("told")) > 0.9 * wanted


def test_one_word_of_200_000_letters_passes() -> None:
    assert tag("a" * 200_000) == ()


def copy_of_model(folder: Path) -> Path:
    target = folder / "model"
    shutil.copytree(SHIPPED, target)
    return target


def test_changed_file_is_refused_by_name(tmp_path: Path) -> None:
    folder = copy_of_model(tmp_path)
    path = folder / "linker.onnx"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(ModelError, match=r"linker\.onnx: SHA-256 is [0-9a-f]{64}, the manifest has [0-9a-f]{64}"):
        TaggerModel(folder)


def test_missing_file_is_named(tmp_path: Path) -> None:
    folder = copy_of_model(tmp_path)
    (folder / "encoder.onnx").unlink()
    with pytest.raises(ModelError, match=r"encoder\.onnx: cannot be read"):
        TaggerModel(folder)


@pytest.mark.parametrize(
    ("content", "message"), [("{", "is no JSON"), ("[]", "lists no files"), ('{"files": {}}', "lacks")]
)
def test_broken_manifest_is_named(tmp_path: Path, content: str, message: str) -> None:
    folder = copy_of_model(tmp_path)
    (folder / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=message):
        TaggerModel(folder)


def test_model_is_at_most_25_megabytes() -> None:
    assert sum(p.stat().st_size for p in SHIPPED.iterdir()) <= 25_000_000


def test_card_states_the_checksums_of_the_files_beside_it() -> None:
    from hashlib import sha256  # noqa: PLC0415 (beside its only use)

    card = (SHIPPED / "MODEL_CARD.md").read_text(encoding="utf-8")
    for name in ("encoder.onnx", "linker.onnx", "tokenizer.json"):
        assert sha256((SHIPPED / name).read_bytes()).hexdigest() in card
