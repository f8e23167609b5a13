"""Every setting of the service, read from the environment: ``TABLEWRIGHT_`` and the name in capitals."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from schemas.options import Limits
from service.workers.policy import WorkerPolicy

MEBIBYTE = 1024 * 1024
_BOUNDS = WorkerPolicy()


def _default_data() -> Path:
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "tablewright"


class Settings(BaseSettings):
    """How the service runs. Times are seconds, sizes are bytes unless the name says otherwise."""

    model_config = SettingsConfigDict(env_prefix="TABLEWRIGHT_", extra="ignore", frozen=True)

    data: Path = Field(default_factory=_default_data, description="folder of the store, blobs and keys")
    database_url: str | None = Field(None, description="postgresql://…; default: SQLite in the data folder")
    blob_url: str | None = Field(None, description="fsspec URL such as s3://bucket/prefix; default: the data folder")
    forms: Annotated[tuple[Path, ...], NoDecode] = Field(
        (), description="form definition files of your own, or folders of them, by comma"
    )
    forms_keys: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="names of keys that may send a form definition with a document, by comma; * for all"
    )

    ray_address: str | None = Field(None, description="documents are converted on this Ray cluster; auto finds one")
    workers: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1, description="documents converted at a time")
    max_bytes: int = Field(Limits().max_bytes, gt=0, description="of one document")
    max_pages: int = Field(Limits().max_pages, gt=0, description="of one document")
    max_pixels: int = Field(Limits().max_pixels, gt=0, description="of one rendered page")
    document_timeout: float = Field(_BOUNDS.document_timeout, gt=0, description="wall clock for one document")
    silence_timeout: float = Field(_BOUNDS.silence_timeout, gt=0, description="wall clock between two pages")
    cpu_seconds: int = Field(_BOUNDS.cpu_seconds, gt=0, description="processor time for one document")
    worker_memory_mb: int = Field(_BOUNDS.memory_limit // MEBIBYTE, gt=0, description="memory that one worker may take")
    recycle_after: int = Field(_BOUNDS.recycle_after, gt=0, description="documents after which a worker is replaced")
    recycle_memory_mb: int = Field(
        _BOUNDS.recycle_memory // MEBIBYTE, gt=0, description="memory at which an idle worker is replaced"
    )
    max_deaths: int = Field(3, gt=0, description="workers that may die on a document before it fails")
    lease_seconds: float = Field(30.0, gt=0, description="after which another process takes over without a heartbeat")

    wait_seconds: float = Field(60.0, ge=0, description="how long POST waits when the client does not say")
    max_wait_seconds: float = Field(600.0, ge=0, description="how long a client may ask to wait")
    queue_limit: int = Field(1000, gt=0, description="documents that may wait")
    rate_per_minute: int = Field(6000, ge=0, description="documents a minute that a key may send; 0: no limit")
    keep_seconds: float = Field(7 * 86400.0, gt=0, description="how long results are kept")
    shutdown_seconds: float = Field(25.0, ge=0, description="how long running documents may finish after SIGTERM")

    keys: SecretStr | None = Field(None, description="name:sha256-of-key, by comma; besides the keys file")
    keys_file: Path | None = Field(None, description="default: keys.json in the data folder")
    webhook_hosts: Annotated[tuple[str, ...], NoDecode] = Field((), description="hosts that callbacks may go to")
    webhook_secret: SecretStr | None = Field(None, description="signs callbacks; needed for webhook_hosts")
    webhook_plain_http: bool = Field(False, description="allow http:// callbacks, for tests and private networks")
    log_format: str = Field("json", pattern="^(json|console)$", description="json or console")

    @field_validator("webhook_hosts", "forms", "forms_keys", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(piece.strip() for piece in value.split(",") if piece.strip()) if isinstance(value, str) else value

    @field_validator("forms", mode="after")
    @classmethod
    def _unfold(cls, paths: tuple[Path, ...]) -> tuple[Path, ...]:
        """Put the definition files of a folder in its place, in the order of their names."""
        found = [sorted((*path.glob("*.yaml"), *path.glob("*.yml"))) if path.is_dir() else [path] for path in paths]
        return tuple(path for files in found for path in files)

    def may_define(self, key: str) -> bool:
        """Tell whether the key of this name may send form definitions; without keys the service is one's own."""
        return not key or key in self.forms_keys or "*" in self.forms_keys

    @property
    def keys_path(self) -> Path:
        """The file that holds the hashes of the keys."""
        return self.keys_file or self.data / "keys.json"

    @property
    def database(self) -> str:
        """The SQLAlchemy URL of the store."""
        return self.database_url or f"sqlite:///{(self.data / 'tablewright.db').absolute()}"

    @property
    def limits(self) -> Limits:
        """The limits of one document, as the extractors know them."""
        return Limits(max_bytes=self.max_bytes, max_pages=self.max_pages, max_pixels=self.max_pixels)

    @property
    def worker_policy(self) -> WorkerPolicy:
        """The bounds of a worker process."""
        return WorkerPolicy(
            document_timeout=self.document_timeout,
            silence_timeout=self.silence_timeout,
            cpu_seconds=self.cpu_seconds,
            memory_limit=self.worker_memory_mb * MEBIBYTE,
            recycle_after=self.recycle_after,
            recycle_memory=self.recycle_memory_mb * MEBIBYTE,
        )
