"""What our rules cannot settle, asked of HermiT, a complete reasoner for OWL 2 DL that runs beside us in Java.

Read in this order: jars, merged, hermit.
"""

from __future__ import annotations

from ontology.deep.hermit import SECONDS, DeepReport, reason
from ontology.deep.merged import LeftOut

__all__ = ["SECONDS", "DeepReport", "LeftOut", "reason"]
