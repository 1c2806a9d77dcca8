"""Ways of looking at text that readers, roles and checks share."""

from __future__ import annotations
