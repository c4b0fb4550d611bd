"""What a comparison found, for people to read."""

from dataclasses import dataclass

from integrations.catalogue import Changes


@dataclass(frozen=True)
class Report:
    changes: Changes
    gone: tuple[str, ...] = ()  # here, and no longer in the game
    to_add: tuple[str, ...] = ()  # in the game, and somebody must say more about it
    is_written: bool = False

    def __str__(self) -> str:
        lines = [str(self.changes)]
        if self.changes and self.is_written:
            lines.append("The data files do not say so yet: load_catalogue undoes it.")
        elif self.changes:
            lines.append("Nothing was written.")
        lines += [f"gone from the game, kept here: {each}" for each in self.gone]
        lines += [f"add to the data files: {each}" for each in self.to_add]
        return "\n".join(lines)
