"""What editors do on an article's page: confirm, reject and add values, and undo that."""

from archive.web.editing._access import is_editor
from archive.web.editing._forms import ValueForm
from archive.web.editing._panel import EditorPanel, make_editor_panel

__all__ = ["EditorPanel", "ValueForm", "is_editor", "make_editor_panel"]
