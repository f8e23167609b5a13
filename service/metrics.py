"""What Prometheus is told. Labels are from closed lists; no file name, no id, no key."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900)


class Metrics:
    """The service's instruments, in a registry of their own, so that two services in one test do not meet."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        registry = self.registry
        self.documents = Counter(
            "tablewright_documents", "Documents finished, by outcome", ["outcome", "problem"], registry=registry
        )
        self.stage_seconds = Histogram(
            "tablewright_stage_seconds", "Seconds by stage", ["stage"], buckets=_SECONDS, registry=registry
        )
        self.document_seconds = Histogram(
            "tablewright_document_seconds", "Seconds from claim to commit", buckets=_SECONDS, registry=registry
        )
        self.queue_seconds = Histogram(
            "tablewright_queue_wait_seconds", "Seconds from submission to claim", buckets=_SECONDS, registry=registry
        )
        self.pages = Counter("tablewright_pages", "Pages read, by source", ["source"], registry=registry)
        self.worker_starts = Counter(
            "tablewright_worker_starts", "Worker processes started", ["pool"], registry=registry
        )
        self.worker_stops = Counter(
            "tablewright_worker_stops", "Worker processes ended before their answer", ["reason"], registry=registry
        )
        self.worker_memory = Gauge(
            "tablewright_worker_memory_bytes", "Resident memory of a worker", ["pool", "slot"], registry=registry
        )
        self.memory = Gauge(
            "tablewright_memory_bytes", "Resident memory of the service's own process", registry=registry
        )
        self.queue_length = Gauge(
            "tablewright_queue_documents", "Documents in the store", ["status"], registry=registry
        )
        self.queue_age = Gauge(
            "tablewright_queue_oldest_seconds", "How long the oldest queued document has waited", registry=registry
        )
        self.requests = Counter(
            "tablewright_http_requests", "HTTP requests", ["method", "route", "status"], registry=registry
        )
        self.callbacks = Counter("tablewright_callbacks", "Callbacks sent, by outcome", ["outcome"], registry=registry)
