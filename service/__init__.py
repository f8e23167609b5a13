"""The house around the extractors: command line, HTTP, jobs, workers, exports."""
