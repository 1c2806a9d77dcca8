"""Fixes of credits on real files: form alone is mended, and what a picture's file says only where that is asked for."""

from __future__ import annotations

import pytest

from cli.mending import check

_CREDITS = "IMG006,IMG013"
_BEFORE = """---
image: a.jpg
image_credit: "Photo: Photo by Ada Lund ()"
---

![Nets](nets.jpg)
*Nets. Photo: Photo by RenÃ© Lund, CC BY-SA 4.0*

<figure><img src="quay.jpg" alt="The quay">
<figcaption>The quay. Photo:Ada &amp;amp; Bo Lund,
CC BY 3.0 DE</figcaption></figure>

![The mill](mill.jpg)
*The mill. Photo: Ada Lund ()*
"""
_AFTER = """---
image: a.jpg
image_credit: "Photo by Ada Lund"
---

![Nets](nets.jpg)
*Nets. Photo by René Lund, [CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/)*

<figure><img src="quay.jpg" alt="The quay">
<figcaption>The quay. Photo: Ada &amp; Bo Lund,
<a href="https://creativecommons.org/licenses/by/3.0/de/">CC BY 3.0 DE</a></figcaption></figure>

![The mill](mill.jpg)
*The mill. Photo: Ada Lund*
"""


@pytest.mark.parametrize("end", ("\n", "\r\n"))
def test_form_is_mended_and_the_second_run_changes_nothing(folder, end):
    (folder / "a.md").write_bytes(_BEFORE.replace("\n", end).encode())
    assert check("--fix", "a.md", select=_CREDITS) == 0
    assert (folder / "a.md").read_bytes() == _AFTER.replace("\n", end).encode()
    first = (folder / "a.md").stat()
    assert check("--fix", "a.md", select=_CREDITS) == 0
    assert (folder / "a.md").stat() == first


@pytest.mark.parametrize(
    "text",
    (
        "![Nets](nets.jpg)\n*Nets. Photo: Illustration by Ada Lund*\n",
        "![Nets](nets.jpg)\n*Nets. Photo: Ada Lund, **CC BY-SA** 4.0*\n",
        "![Nets](nets.jpg)\n*Nets. Photo: Ada Lund, CC BY-SA*\n",
        "![Nets](nets.jpg)\n<!-- bylint-ignore-next-line IMG013: as it was sent -->\n*Nets. Photo:Ada Lund*\n",
    ),
)
def test_what_is_not_sure_is_left_alone(folder, text):
    (folder / "a.md").write_text(text, encoding="utf-8")
    check("--fix", "--unsafe", "a.md", select=_CREDITS)
    assert (folder / "a.md").read_text(encoding="utf-8") == text
