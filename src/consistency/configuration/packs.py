"""Rule packs: rules that come with an installed package.

A package names the folder of its rule files as an entry point of the group ``consistency.rules``::

    [project.entry-points."consistency.rules"]
    newsroom = "newsroom_rules"          # a package; its YAML files are the rules

A pack is used where it is named, as ``pack:newsroom``: what is merely installed changes no report.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path

from consistency.configuration.settings import PACK, Settings
from consistency.errors import nearest

GROUP = "consistency.rules"


def rule_paths(settings: Settings) -> list[Path]:
    """Return the rule files and folders of the settings, with the folders of rule packs.

    Raises OptionError or ConfigurationError for a pack that is not installed or has no folder.
    """
    return [_folder(entry, settings) if entry.startswith(PACK) else Path(entry) for entry in settings.values.rules]


def _folder(entry: str, settings: Settings) -> Path:
    from importlib.metadata import entry_points

    name = entry.removeprefix(PACK)
    packs = {pack.name: pack.value for pack in entry_points(group=GROUP)}
    if name not in packs:
        known = f"installed are {', '.join(sorted(packs))}" if packs else "none is installed"
        raise settings.wrong(f"no rule pack '{name}'{nearest(name, packs, known)}", "rules")
    folders: Sequence[str] = ()
    try:
        found = importlib.util.find_spec(packs[name])
        folders = (found and found.submodule_search_locations) or ()
    except (ImportError, ValueError):
        pass
    for folder in folders:
        if Path(folder).is_dir():
            return Path(folder)
    raise settings.wrong(f"the rule pack '{name}' names '{packs[name]}', which is no package with files", "rules")
