"""Java libraries, fetched by Maven once and kept outside the repository.

None of them is shipped: ROBOT (BSD-3), with the OWLAPI (LGPL or Apache-2.0) and HermiT (LGPL) inside it, for
`ontology check --deep` and for tests, and what tools/ starts.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from ontology.errors import JavaError

MAVEN_SECONDS = 1_200
"""How long one fetch may take, of about 130 MB."""

_POM = """<project>
 <modelVersion>4.0.0</modelVersion>
 <groupId>fengmi</groupId><artifactId>{artifact}-beside-fengmi</artifactId><version>1</version>
 <dependencies>
  <dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId><version>{version}</version></dependency>
 </dependencies>
</project>
"""


def jars(group: str, artifact: str, version: str, *, name: str) -> Path:
    """The folder with the artifact's jar and all that it needs at run time; `name` is its folder's in the cache.

    The cache is $XDG_CACHE_HOME/fengmi (default ~/.cache/fengmi). Raises JavaError.
    """
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "fengmi" / f"{name}-{version}"
    found = cache / "jars"
    if found.is_dir():
        return found
    maven = program("mvn", f"install Maven, or put the jars of {artifact} {version} into {found}")
    cache.mkdir(parents=True, exist_ok=True)
    with (cache.parent / "maven.lock").open("w") as lock:
        # Two Mavens at once may spoil the repository that they share.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not found.is_dir():
            _fetch(maven, group, artifact, version, cache)
    return found


def _fetch(maven: str, group: str, artifact: str, version: str, cache: Path) -> None:
    # Fetched aside and then renamed, so that the folder is complete as soon as it is there.
    work = Path(tempfile.mkdtemp(prefix="fetch-", dir=cache))
    try:
        pom = _POM.format(group=group, artifact=artifact, version=version)
        (work / "pom.xml").write_text(pom, encoding="utf-8")
        goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={work / 'jars'}"]
        command = [maven, "-B", "-q", "-f", str(work / "pom.xml"), *goal]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=MAVEN_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise JavaError(
                f"Maven did not fetch {artifact} {version} in {MAVEN_SECONDS} seconds; see whether it reaches its "
                f"repository, or put the jars into {cache / 'jars'}"
            ) from error
        if done.returncode:
            raise JavaError(f"Maven cannot fetch {artifact} {version}: {(done.stdout + done.stderr).strip()[-500:]}")
        (work / "jars").rename(cache / "jars")
    finally:
        shutil.rmtree(work, ignore_errors=True)


def program(name: str, remedy: str) -> str:
    """The path of a program. Raises JavaError when it is not installed."""
    path = shutil.which(name)
    if path is None:
        raise JavaError(f"{name} is not installed; {remedy}")
    return path
