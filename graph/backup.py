"""Backup and restore of an embedded store: one file with all of its folder, and the checksum to compare."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path, PurePosixPath

from graph.checksum import Checksum, checksum
from graph.embedded import EmbeddedStore
from ontology.errors import StoreError

_MANIFEST = "fengmi-backup.json"
_FOLDER = "store"
_FORMAT = 1
_LOCK = "database.lck"


def backup(store: Path, file: Path) -> Checksum:
    """Write a folder's store into a file, which appears only when it is whole; return what it holds.

    Raises StoreError when the folder is no store, another process has it open, or the file is there.
    """
    if file.exists():
        raise StoreError(f"{file}: is already there; name a new file")
    if not store.is_dir():
        raise StoreError(f"{store}: there is no store to back up")
    part, copied = file.with_name(file.name + ".part"), file.with_name(file.name + ".copy")
    shutil.rmtree(copied, ignore_errors=True)
    try:
        with _kept_still(store):
            shutil.copytree(store, copied, ignore=shutil.ignore_patterns(_LOCK))
        # What is written is what was copied, whatever becomes of the store meanwhile.
        held = _held(copied)
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(_MANIFEST, json.dumps({"format": _FORMAT, **asdict(held)}))
            for path in sorted(copied.rglob("*")):
                if path.is_file():
                    archive.write(path, str(PurePosixPath(_FOLDER) / path.relative_to(copied).as_posix()))
        os.replace(part, file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StoreError(f"{file}: cannot be written ({error.strerror}); free some space or name another") from error
    finally:
        shutil.rmtree(copied, ignore_errors=True)
    return held


@contextmanager
def _kept_still(store: Path) -> Iterator[None]:
    """Keep every process from opening a folder's store. Raises StoreError when one has it open."""
    # Opening it also mends what a crash has left.
    EmbeddedStore(store, create=False).close()
    lock = store / _LOCK
    with lock.open("a") as file:
        try:
            # The lock is the one that ArcadeDB takes.
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            ours = lock.exists() and lock.stat().st_ino == os.fstat(file.fileno()).st_ino
        except OSError:
            ours = False
        if not ours or any(store.glob("*.wal")):
            raise StoreError(f"{store}: another fengmi has just opened it; end that one and back up again")
        try:
            yield
        finally:
            lock.unlink()


def restore(file: Path, store: Path) -> Checksum:
    """Make a store's folder from a backup, which appears only when its checksum is right; return what it holds.

    Raises StoreError when the file is no backup or is damaged, or when the folder is there.
    """
    if store.exists():
        raise StoreError(f"{store}: is already there; restore into a new folder")
    part = store.with_name(store.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        part.mkdir(parents=True)
    except OSError as error:
        raise StoreError(f"{store}: cannot be written ({error.strerror}); name another folder") from error
    try:
        wanted = _unpack(file, part)
        held = _held(part)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        shutil.rmtree(part, ignore_errors=True)
        raise StoreError(f"{file}: is no backup that can be read ({error}); was it copied whole?") from error
    if held != wanted:
        shutil.rmtree(part, ignore_errors=True)
        raise StoreError(f"{file}: holds {held.digest} where {wanted.digest} was backed up; it is damaged")
    os.replace(part, store)
    return held


def _unpack(file: Path, folder: Path) -> Checksum:
    with zipfile.ZipFile(file) as archive:
        manifest = json.loads(archive.read(_MANIFEST))
        if manifest.pop("format") != _FORMAT:
            raise ValueError("another version of the format")
        for name in archive.namelist():
            parts = PurePosixPath(name).parts
            if name == _MANIFEST:
                continue
            if parts[:1] != (_FOLDER,) or ".." in parts:
                raise ValueError(f"a file named {name}")
            target = folder.joinpath(*parts[1:])
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as source, target.open("wb") as written:
                shutil.copyfileobj(source, written)
    return Checksum(**manifest)


def _held(folder: Path) -> Checksum:
    store = EmbeddedStore(folder)
    try:
        return checksum(store)
    finally:
        store.close()
