"""Builds and runs the Dockerfile without a container engine."""
