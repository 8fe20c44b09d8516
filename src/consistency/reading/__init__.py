"""Reading: from paths, standard input and folders to sources, and from JSON to claims."""

from consistency.reading.inputs import Inputs, read_inputs, read_sources

__all__ = ["Inputs", "read_inputs", "read_sources"]
