"""What is kept between runs: what each article came to, by its content, and what articles say, by subject.

Nothing here is interpreted. A store that is lost costs time; the answer is the same without it.
"""

from __future__ import annotations

from bylint.store.entries import Entry
from bylint.store.entries import Stamp
from bylint.store.opening import begun
from bylint.store.opening import forget
from bylint.store.opening import private
from bylint.store.tables import DAMAGE
from bylint.store.tables import Known
from bylint.store.tables import KnownFolder
from bylint.store.tables import Store

__all__ = ("DAMAGE", "Entry", "Known", "KnownFolder", "Stamp", "Store", "begun", "forget", "private")
