"""Where uploads and results are kept: one kind of store a file, all as ``service.ports.BlobStore``."""
