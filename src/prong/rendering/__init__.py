"""What people see: diagnostics, tables, memos. Renderers read traces and models; none decides anything."""
