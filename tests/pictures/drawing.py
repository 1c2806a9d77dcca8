"""Picture files for tests: those kept beside this module, and JPEGs with the XMP that a test asks for."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from PIL import Image

FILES = Path(__file__).parent / "files"
AI = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"

_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def draw(path: Path, fields: dict[str, str] | None = None) -> Path:
    """Write a red JPEG; `fields` are values of XMP, such as `{"dc:creator": "Ada Lund"}`."""
    options = {"xmp": packet(fields)} if fields else {}
    Image.new("RGB", (160, 120), "red").save(path, "jpeg", **options)
    return path


def packet(fields: dict[str, str]) -> bytes:
    """Return an XMP packet."""
    spaces = "".join(f' xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items())
    told = "".join(f"<{name}>{_value(name, words)}</{name}>" for name, words in fields.items())
    described = f'<rdf:Description rdf:about=""{spaces}>{told}</rdf:Description>'
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_RDF}">{described}</rdf:RDF></x:xmpmeta>'.encode()


def _value(name: str, words: str) -> str:
    return f"<rdf:Seq><rdf:li>{escape(words)}</rdf:li></rdf:Seq>" if name == "dc:creator" else escape(words)
