"""Java libraries for tests and benchmarks, by the one way to them that the packages have."""

from ontology.deep.jars import jars, program
from ontology.errors import JavaError as MavenError

__all__ = ["MavenError", "jars", "program"]
