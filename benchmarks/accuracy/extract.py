"""What one Python peer makes of every page; runs in the peers' environment.

python extract.py PEER TRUTH PAGES > PREDICTIONS
"""

from __future__ import annotations

import importlib
import json
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

# The peers are not installed where this file is checked, so what they return is of no known type.
Found = dict[str, Any]
Reader = Callable[[str, str], Found]


def main(peer: str, truth: str, pages: str) -> None:
    logging.disable(logging.CRITICAL)
    read = READERS[peer]()
    # No text, where it fails, of those who give texts: the scorer judges the bodies that are there.
    blank = {} if peer == "htmldate" else {"text": ""}
    for line in Path(truth).read_text(encoding="utf-8").strip().split("\n"):
        page = json.loads(line)
        html = Path(pages, page["html"]).read_text(encoding="utf-8", errors="replace")
        sys.stdout.write(json.dumps({"id": page["id"], **_found(read, html, page["url"] or "", blank)}) + "\n")


def _found(read: Reader, html: str, url: str, blank: Found) -> Found:
    try:
        return read(html, url)
    except Exception as failure:  # Whatever a peer raises on a page is its result there.
        return {"error": f"{type(failure).__name__}: {failure}"[:200], **blank}


def _trafilatura() -> Reader:
    trafilatura = importlib.import_module("trafilatura")

    def read(html: str, url: str) -> Found:
        found = trafilatura.bare_extraction(html, url=url, include_comments=False, with_metadata=True)
        # It gives nothing for a page with little text, although it knows who signed it.
        known = found or trafilatura.extract_metadata(html, default_url=url)
        text = found.text if found else ""
        return {"authors": [known.author] if known.author else [], "date": known.date, "text": text or ""}

    return read


def _htmldate() -> Reader:
    htmldate = importlib.import_module("htmldate")

    def read(html: str, url: str) -> Found:
        return {"date": htmldate.find_date(html, url=url, original_date=True)}

    return read


def _newspaper4k() -> Reader:
    newspaper = importlib.import_module("newspaper")
    # It asks the network for the list of domain suffixes unless it is told to use its own copy.
    suffixes: Any = importlib.import_module("tldextract.tldextract")
    suffixes.TLD_EXTRACTOR = suffixes.TLDExtract(suffix_list_urls=())

    def read(html: str, url: str) -> Found:
        article = newspaper.Article(url or "https://example.com/", fetch_images=False)
        article.download(input_html=html)
        article.parse()
        date = article.publish_date
        return {
            "authors": list(article.authors),
            "date": date.date().isoformat() if hasattr(date, "date") else None,
            "text": article.text,
        }

    return read


READERS: dict[str, Callable[[], Reader]] = {
    "trafilatura": _trafilatura,
    "htmldate": _htmldate,
    "newspaper4k": _newspaper4k,
}

if __name__ == "__main__":
    main(*sys.argv[1:])
