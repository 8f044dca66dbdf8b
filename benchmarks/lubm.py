"""University data of any size for univ-bench: a generator of our own to LUBM's published profile.

The numbers are those of the profile that the benchmark's authors give for their generator UBA (Guo, Pan,
Heflin: "LUBM: A benchmark for OWL knowledge base systems", 2005, and its website): 15 to 25 departments a
university, 7 to 10 full professors a department, and so on. Names and random choices are ours, so that counts
come near those of LUBM-1 and LUBM-10 in ../shared/data/lubm and are not theirs.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from ontology.owl import RDF_TYPE

NS = "http://swat.cse.lehigh.edu/onto/univ-bench.owl#"
SEED = 100

_UNIVERSITIES = 1_000
_INTERESTS = 30
# How many of each kind a department has, and how many publications each of them writes.
_FACULTY = {
    "FullProfessor": ((7, 10), (15, 20)),
    "AssociateProfessor": ((10, 14), (10, 18)),
    "AssistantProfessor": ((8, 11), (5, 10)),
    "Lecturer": ((5, 7), (0, 5)),
}


def write(universities: int, path: Path, *, seed: int = SEED) -> int:
    """Write the data of that many universities as canonical N-Triples, each triple once; how many there are."""
    count = 0
    with path.open("w", encoding="ascii", newline="\n") as file:
        for university in range(universities):
            lines = list(_university(university, random.Random(f"{seed}/{university}")))
            file.writelines(lines)
            count += len(lines)
    return count


def _university(number: int, dice: random.Random) -> Iterator[str]:
    iri = _university_iri(number)
    yield _type(iri, "University")
    yield _text(iri, "name", f"University{number}")
    for place in range(dice.randint(15, 25)):
        yield from _Department(number, place, dice).lines()


class _Department:
    """One department: its people, courses and publications."""

    def __init__(self, university: int, place: int, dice: random.Random) -> None:
        self._university = university
        self._name = f"Department{place}"
        self._host = f"{self._name}.University{university}.edu"
        self._iri = f"http://www.{self._host}"
        self._dice = dice
        self._courses = {"Course": 0, "GraduateCourse": 0}
        self._papers: dict[str, list[str]] = {}

    def lines(self) -> Iterator[str]:
        """All of the department's triples."""
        yield _type(self._iri, "Department")
        yield _text(self._iri, "name", self._name)
        yield _link(self._iri, "subOrganizationOf", _university_iri(self._university))
        people = {kind: self._people(kind, self._dice.randint(*few)) for kind, (few, _) in _FACULTY.items()}
        for kind, members in people.items():
            for one in members:
                yield from self._teacher(one, kind)
        yield _link(people["FullProfessor"][0], "headOf", self._iri)
        faculty = [one for members in people.values() for one in members]
        professors = [one for kind in people if kind != "Lecturer" for one in people[kind]]
        yield from self._graduates(self._people("GraduateStudent", len(faculty) * self._dice.randint(3, 4)), professors)
        students = self._people("UndergraduateStudent", len(faculty) * self._dice.randint(8, 14))
        yield from self._undergraduates(students, professors)
        for name, made in self._courses.items():
            for number in range(made):
                course = f"{self._iri}/{name}{number}"
                yield _type(course, name)
                yield _text(course, "name", f"{name}{number}")
        for place in range(self._dice.randint(10, 20)):
            group = f"{self._iri}/ResearchGroup{place}"
            yield _type(group, "ResearchGroup")
            yield _link(group, "subOrganizationOf", self._iri)
        yield from self._publications()

    def _people(self, kind: str, count: int) -> list[str]:
        return [f"{self._iri}/{kind}{n}" for n in range(count)]

    def _person(self, iri: str, kind: str) -> Iterator[str]:
        name = iri.rpartition("/")[2]
        yield _type(iri, kind)
        yield _text(iri, "name", name)
        yield _text(iri, "emailAddress", f"{name}@{self._host}")
        yield _text(iri, "telephone", "xxx-xxx-xxxx")

    def _teacher(self, iri: str, kind: str) -> Iterator[str]:
        yield from self._person(iri, kind)
        yield _link(iri, "worksFor", self._iri)
        yield _text(iri, "researchInterest", f"Research{self._dice.randrange(_INTERESTS)}")
        for degree in ("undergraduateDegreeFrom", "mastersDegreeFrom", "doctoralDegreeFrom"):
            yield _link(iri, degree, _university_iri(self._dice.randrange(_UNIVERSITIES)))
        for name in self._courses:
            for _ in range(self._dice.randint(1, 2)):
                yield _link(iri, "teacherOf", f"{self._iri}/{name}{self._courses[name]}")
                self._courses[name] += 1
        few, many = _FACULTY[kind][1]
        for number in range(self._dice.randint(few, many)):
            self._papers[f"{iri}/Publication{number}"] = [iri]

    def _graduates(self, students: Sequence[str], professors: Sequence[str]) -> Iterator[str]:
        papers = list(self._papers)
        for one in students:
            yield from self._person(one, "GraduateStudent")
            yield _link(one, "memberOf", self._iri)
            yield _link(one, "undergraduateDegreeFrom", _university_iri(self._dice.randrange(_UNIVERSITIES)))
            yield _link(one, "advisor", self._dice.choice(professors))
            yield from self._attends(one, "GraduateCourse", self._dice.randint(1, 3))
            for paper in self._dice.sample(papers, self._dice.randint(0, 5)):
                self._papers[paper].append(one)
        assistants = len(students) // self._dice.choice((4, 5))
        for course, one in enumerate(self._dice.sample(students, min(assistants, self._courses["Course"]))):
            yield _type(one, "TeachingAssistant")
            yield _link(one, "teachingAssistantOf", f"{self._iri}/Course{course}")
        for one in self._dice.sample(students, len(students) // self._dice.choice((3, 4))):
            yield _type(one, "ResearchAssistant")

    def _undergraduates(self, students: Sequence[str], professors: Sequence[str]) -> Iterator[str]:
        for place, one in enumerate(students):
            yield from self._person(one, "UndergraduateStudent")
            yield _link(one, "memberOf", self._iri)
            if place % 5 == 0:
                yield _link(one, "advisor", self._dice.choice(professors))
            yield from self._attends(one, "Course", self._dice.randint(2, 4))

    def _attends(self, student: str, kind: str, count: int) -> Iterator[str]:
        for number in self._dice.sample(range(self._courses[kind]), count):
            yield _link(student, "takesCourse", f"{self._iri}/{kind}{number}")

    def _publications(self) -> Iterator[str]:
        for paper, authors in self._papers.items():
            yield _type(paper, "Publication")
            yield _text(paper, "name", paper.rpartition("/")[2])
            for author in authors:
                yield _link(paper, "publicationAuthor", author)


def _university_iri(number: int) -> str:
    return f"http://www.University{number}.edu"


def _type(iri: str, name: str) -> str:
    return f"<{iri}> <{RDF_TYPE}> <{NS}{name}> .\n"


def _link(iri: str, property: str, other: str) -> str:
    return f"<{iri}> <{NS}{property}> <{other}> .\n"


def _text(iri: str, property: str, value: str) -> str:
    return f'<{iri}> <{NS}{property}> "{value}" .\n'
