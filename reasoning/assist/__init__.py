"""Help while someone types: completion over the graph's own terms and the questions it can answer."""

from reasoning.assist.complete import Completer
from reasoning.assist.completion import Completion, CompletionKind

__all__ = ["Completer", "Completion", "CompletionKind"]
