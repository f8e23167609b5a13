"""Documents are converted in child processes that can be killed; nothing native runs in the service's own process."""
