"""Print how many tests ran, and fail when one was skipped: in CI nothing may be left out in silence."""

import sys
import xml.etree.ElementTree as ElementTree


def main(path: str) -> int:
    """Count the test cases of a JUnit report; 1 when any was skipped or none ran."""
    cases = list(ElementTree.parse(path).getroot().iter("testcase"))
    bad = [case for case in cases if case.find("failure") is not None or case.find("error") is not None]
    skipped = [
        (case, found)
        for case in cases
        if (found := case.find("skipped")) is not None and found.get("type") != "pytest.xfail"
    ]
    passed = len(cases) - len(bad) - len(skipped)
    sys.stdout.write(f"tests: {len(cases)}  passed: {passed}  failed: {len(bad)}  skipped: {len(skipped)}\n")
    for case, found in skipped:
        sys.stdout.write(f"skipped: {case.get('classname')}.{case.get('name')}: {found.get('message')}\n")
    return 1 if skipped or not cases else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
