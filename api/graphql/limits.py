"""How large and how deep one GraphQL document may be."""

from __future__ import annotations

from collections.abc import Callable

from strawberry.extensions import (
    AddValidationRules,
    MaxAliasesLimiter,
    MaxTokensLimiter,
    ParserCache,
    QueryDepthLimiter,
    SchemaExtension,
    ValidationCache,
)

MAX_DEPTH = 24
MAX_ALIASES = 20
MAX_TOKENS = 2_000
_CACHED = 256

# A limiter makes a new rule class each time it is made, and the validation cache is keyed by the rules;
# so the rules are made once here, and only the extension around them is made for each request.
_RULES = [
    *QueryDepthLimiter(max_depth=MAX_DEPTH).validation_rules,
    *MaxAliasesLimiter(max_alias_count=MAX_ALIASES).validation_rules,
]

LIMITS: tuple[Callable[[], SchemaExtension], ...] = (
    lambda: MaxTokensLimiter(max_token_count=MAX_TOKENS),
    lambda: AddValidationRules(_RULES),
    lambda: ParserCache(maxsize=_CACHED),
    lambda: ValidationCache(maxsize=_CACHED),
)
"""Extensions in the order in which they run."""
