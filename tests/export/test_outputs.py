import base64

import pandas as pd
import pytest
from nbformat.v4 import new_output
from stegvis.export.outputs import (
    UNDESCRIBED,
    UNTITLED_TABLE,
    Failure,
    Picture,
    Verbatim,
    blocks_of,
)
from stegvis.show.exhibit import Prose, Table

PNG = base64.b64encode(b"\x89PNG pixels").decode()


def shown(data: dict[str, str], **metadata: object) -> list[object]:
    return list(blocks_of(new_output("display_data", data=data, metadata=metadata)))


def test_our_own_exhibit_is_built_again() -> None:
    assert shown(Prose("Hej.")._repr_mimebundle_()) == [Prose("Hej.")]


def test_a_picture_comes_before_its_plain_text() -> None:
    pictures = shown({"text/plain": "<Figure>", "image/png": PNG})
    assert pictures == [Picture("image/png", b"\x89PNG pixels", UNDESCRIBED)]


@pytest.mark.parametrize(
    "metadata", [{"alt": "Tre staplar."}, {"image/png": {"alt": "Tre staplar."}}]
)
def test_a_pictures_alternative_may_be_in_its_metadata(metadata: dict[str, object]) -> None:
    (picture,) = shown({"image/png": PNG}, **metadata)
    assert isinstance(picture, Picture)
    assert picture.alt == "Tre staplar."


def test_a_broken_picture_gives_way_to_the_text() -> None:
    assert shown({"image/png": "a", "text/plain": "text"}) == [Verbatim("text")]
    assert shown({"image/svg+xml": "nej", "text/plain": "text"}) == [Verbatim("text")]


def test_a_foreign_svg_cannot_run_scripts() -> None:
    (picture,) = shown({"image/svg+xml": "<svg><script>alert(1)</script></svg>"})
    assert isinstance(picture, Picture)
    html = picture.html()
    assert "<script" not in html
    assert 'src="data:image/svg+xml;base64,' in html


def test_a_data_frame_is_a_table_of_its_texts() -> None:
    frame = pd.DataFrame({"antal": [3, 5]}, index=["Hjo", "<b>Vara"])
    (table,) = shown({"text/html": frame.to_html(), "text/plain": "ramen"})
    assert table == Table(("", "antal"), (("Hjo", "3"), ("<b>Vara", "5")), UNTITLED_TABLE)


def test_a_tables_own_caption_is_kept_and_short_rows_are_filled() -> None:
    html = "<table><caption>Antal</caption><tr><th>a</th><th>b</th></tr><tr><td>1</td></tr></table>"
    assert shown({"text/html": html}) == [Table(("a", "b"), (("1", ""),), "Antal")]


def test_other_html_gives_way_to_the_text() -> None:
    html = "<iframe src='https://example.org'></iframe><table></table>"
    assert shown({"text/html": html, "text/plain": "text"}) == [Verbatim("text")]
    assert shown({"text/html": html}) == []


def test_markdown_is_given_as_markdown() -> None:
    assert shown({"text/markdown": "*a*", "text/plain": "<Markdown>"}) == ["*a*"]


def test_text_that_nbformat_keeps_in_lines_is_joined() -> None:
    output = {"output_type": "stream", "name": "stdout", "text": ["a\n", "b\n"]}
    assert list(blocks_of(output)) == [Verbatim("a\nb")]


def test_warnings_and_empty_prints_are_not_shown() -> None:
    assert list(blocks_of(new_output("stream", name="stderr", text="varning"))) == []
    assert list(blocks_of(new_output("stream", name="stdout", text="\n"))) == []


def test_an_error_is_a_sentence_without_its_traceback() -> None:
    output = new_output("error", ename="KeyError", evalue="hemligt", traceback=["hemligt"])
    (failure,) = blocks_of(output)
    assert failure == Failure()
    assert "kunde inte tas fram" in failure.html()
    assert "hemligt" not in failure.html() + failure.typst()
