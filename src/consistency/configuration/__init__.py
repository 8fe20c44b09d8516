"""Configuration: what a project says once, in a file, instead of on each command line."""

from consistency.configuration.files import configured, find_configuration
from consistency.configuration.model import Configuration, PathSettings
from consistency.configuration.packs import rule_paths
from consistency.configuration.settings import Settings, effective_settings

__all__ = [
    "Configuration", "PathSettings", "Settings", "configured", "effective_settings", "find_configuration", "rule_paths",
]  # fmt: skip
