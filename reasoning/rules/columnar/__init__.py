"""The columnar engine: the same rules as the engine of single facts, over whole relations at a time.

For graphs of millions of facts; a case of a hundred facts is quicker in `reasoning.rules.engine`. Read
in this order: keys, relation, terms, compiled, strata, program, table, match, same, closure, change.
"""

from reasoning.rules.columnar.change import change
from reasoning.rules.columnar.closure import ColumnarClosure
from reasoning.rules.columnar.facts import facts_of, keys_of, tuples_of
from reasoning.rules.columnar.program import ColumnarProgram
from reasoning.rules.columnar.terms import Terms

__all__ = ["ColumnarClosure", "ColumnarProgram", "Terms", "change", "facts_of", "keys_of", "tuples_of"]
