"""The questions of the public pages. A form checks what was typed and turns it into a story; it keeps nothing."""
