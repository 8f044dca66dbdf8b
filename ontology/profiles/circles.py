"""Which edges of a graph lie on a circle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence


def components(edges: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """The number of each node's strongly connected component: two nodes reach each other when theirs is one.

    Tarjan's algorithm without recursion; linear in nodes and edges.
    """
    found: dict[str, int] = {}
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    open_nodes: list[str] = []
    for start in edges:
        if start in order:
            continue
        order[start] = low[start] = len(order)
        open_nodes.append(start)
        ways = [(start, iter(edges.get(start, ())))]
        while ways:
            node, rest = ways[-1]
            step = next(rest, None)
            if step is None:
                ways.pop()
                if ways:
                    low[ways[-1][0]] = min(low[ways[-1][0]], low[node])
                if low[node] == order[node]:
                    _close(node, open_nodes, found)
            elif step not in order:
                order[step] = low[step] = len(order)
                open_nodes.append(step)
                ways.append((step, iter(edges.get(step, ()))))
            elif step not in found:
                low[node] = min(low[node], order[step])
    return found


def _close(root: str, open_nodes: list[str], found: dict[str, int]) -> None:
    number = len(found)
    while True:
        node = open_nodes.pop()
        found[node] = number
        if node == root:
            return


def reached(starts: Sequence[str], edges: Mapping[str, Iterable[str]]) -> set[str]:
    """The starts and every node that a way along the edges leads to."""
    seen = set(starts)
    waiting = list(starts)
    while waiting:
        for step in edges.get(waiting.pop(), ()):
            if step not in seen:
                seen.add(step)
                waiting.append(step)
    return seen
