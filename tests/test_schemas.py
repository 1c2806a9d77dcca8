"""The schemas for editors have the keys that are read, and no others."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bylint.config import policy
from bylint.config import reading
from bylint.people import registry
from bylint.text.yaml import Key

SCHEMAS = Path(__file__).parents[1] / "docs" / "schemas"
CONFIG, PEOPLE = (json.loads((SCHEMAS / name).read_text(encoding="utf-8")) for name in ("bylint.json", "people.json"))
OF_CONFIG = CONFIG["properties"]
PERSON = PEOPLE["properties"]["people"]["items"]
OF_DISCLAIMERS = OF_CONFIG["disclaimers"]["properties"]


def mapping(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The form of an entry that may be a text too."""
    return next(form for form in schema["oneOf"] if form.get("type") == "object")


@pytest.mark.parametrize(
    ("schema", "keys"),
    (
        (CONFIG, reading.CONFIG),
        (OF_CONFIG["overrides"]["items"], reading.OVERRIDE),
        (OF_CONFIG["ignores"]["items"], reading.IGNORES),
        (OF_CONFIG["site"], reading.SITE),
        (OF_CONFIG["ads"], reading.ADS),
        (mapping(OF_CONFIG["ads"]["properties"]["slots"]["items"]), reading.SLOT),
        (OF_CONFIG["images"], reading.IMAGES),
        (OF_CONFIG["printed"], reading.PRINTED),
        (mapping(CONFIG["$defs"]["author"]), reading.AUTHOR),
        (mapping(CONFIG["$defs"]["line"]), reading.LINE),
        (OF_CONFIG["disclaimers"], policy.HOUSE),
        (mapping(OF_DISCLAIMERS["wordings"]["items"]), policy.WORDING),
        (OF_DISCLAIMERS["topics"]["items"], policy.TOPIC),
        (PEOPLE, registry.FILE),
        (PERSON, registry.PERSON),
        (mapping(PERSON["properties"]["aliases"]["items"]), registry.ALIAS),
        (PERSON["properties"]["affiliations"]["items"], registry.POST),
    ),
)
def test_schema_has_the_keys_that_are_read(schema: Mapping[str, Any], keys: Mapping[str, Key]) -> None:
    assert set(schema["properties"]) == set(keys)
    assert set(schema.get("required", ())) == {name for name, key in keys.items() if key.is_needed}
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize("schema", (CONFIG, PEOPLE))
def test_each_reference_leads_somewhere(schema: Mapping[str, Any]) -> None:
    text = json.dumps(schema)
    named = {part.split('"')[0] for part in text.split("#/$defs/")[1:]}
    assert named == set(schema["$defs"])
